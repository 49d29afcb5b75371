import { button, el, fill } from '#web/chat/element';
import { photoMostBytes } from '#web/chat/limits';
import { hasPlace } from '#web/chat/taken-at';
import { shrink } from './shrink.ts';

export interface PhotoToSend {
  readonly photo: Blob;
  readonly previewUrl: string;
  readonly keepPlace: boolean;
}

interface Hands {
  readonly onPhoto: (photo: PhotoToSend) => void;
  readonly onDone: () => void;
}

/** Shows the chosen photo before it goes. Where it was taken is asked only when the photo tells it. */
export const openPhotoTray = async (
  tray: HTMLElement,
  file: File,
  { onPhoto, onDone }: Hands,
): Promise<void> => {
  fill(tray, el('p', { role: 'status' }, '写真を開いています…'));
  const smaller = await shrink(file);
  if (smaller.size > photoMostBytes) {
    const refusal = el(
      'p',
      { class: 'trouble', role: 'alert' },
      `この写真は大きすぎて送れません（${Math.ceil(file.size / 1_000_000)}MB）。20MBまでの写真を選んでください。`,
    );
    fill(tray, refusal, button('閉じる', onDone));
    return;
  }
  // A smaller copy does not tell its place any more, so the photo goes as it is for those who want to tell it.
  const mayTell = file.size <= photoMostBytes && hasPlace(await readBytes(file));
  const previewUrl = URL.createObjectURL(smaller);
  const preview = el('img', { src: previewUrl, alt: '送る写真', class: 'photo' });
  preview.addEventListener('error', () => preview.replaceWith(el('p', {}, `写真　${file.name}`)));
  const tell = el('input', { type: 'checkbox', id: 'tell-place' });
  const send = () => {
    const keepPlace = mayTell && tell.checked;
    onPhoto({ photo: keepPlace ? file : smaller, previewUrl, keepPlace });
    onDone();
  };
  const give = button('この写真を送る', send, { look: 'main' });
  fill(
    tray,
    preview,
    mayTell
      ? el('p', { class: 'choice' }, tell, el('label', { for: 'tell-place' }, '撮影場所も伝える'))
      : null,
    mayTell
      ? el(
          'p',
          { class: 'remark' },
          'この写真には、撮った場所の記録があります。印を付けなければ、市には届きません。',
        )
      : null,
    el('div', { class: 'row' }, give, button('やめる', onDone)),
  );
  give.focus();
};

/** Nothing when it cannot be read: then there is nothing to ask about either. */
const readBytes = (file: Blob): Promise<Uint8Array> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      resolve(reader.result instanceof ArrayBuffer ? new Uint8Array(reader.result) : new Uint8Array(0)),
    );
    reader.addEventListener('error', () => resolve(new Uint8Array(0)));
    reader.readAsArrayBuffer(file);
  });
