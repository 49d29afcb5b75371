import { button, el, fill } from '#web/chat/element';

export interface PlaceToSend {
  readonly latitude: number;
  readonly longitude: number;
}

interface Hands {
  readonly onPlace: (place: PlaceToSend) => void;
  readonly onDone: () => void;
}

/** The browser is asked for the place only after the resident has read what for and touched the button. */
export const openPlaceTray = (tray: HTMLElement, { onPlace, onDone }: Hands): void => {
  const said = el('p', { role: 'status' });
  const give = button('今いる場所を送る', () => ask(), { look: 'main' });
  const ask = () => {
    said.textContent = '場所を調べています…';
    give.disabled = true;
    findPlace().then(
      (place) => {
        // Closed while it was looked for: then it is not wanted any more.
        if (!tray.contains(said)) return;
        onPlace(place);
        onDone();
      },
      (reason: unknown) => {
        give.disabled = false;
        said.textContent = `${sayWhy(reason)}住所や目印（例：東町公園の入口）を、文字で書いて送ってください。`;
      },
    );
  };
  fill(
    tray,
    el('p', {}, '今いる場所を、一度だけ市に送ります。端末が許可をたずねたら「許可」を選んでください。'),
    said,
    el('div', { class: 'row' }, give, button('やめる', onDone)),
  );
  give.focus();
};

const patienceMs = 20_000;
const refused = 1;

const findPlace = (): Promise<PlaceToSend> =>
  new Promise((resolve, reject) => {
    // Missing where the page was not reached over HTTPS.
    if (!('geolocation' in navigator)) {
      reject(new Error('this browser does not tell places'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      ({ code }) => reject(code === refused ? new RefusedError() : new Error('no place was found')),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 60_000 },
    );
  });

class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

const sayWhy = (reason: unknown): string =>
  reason instanceof RefusedError ? '場所の利用が許可されませんでした。' : '場所がわかりませんでした。';
