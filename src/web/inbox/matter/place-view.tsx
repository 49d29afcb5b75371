import { CopyButton } from './copy-button.tsx';
import type { Message } from './message-item.tsx';

type PlaceContent = Extract<Message['content'], { kind: 'place' }>;

export const PlaceView = ({ place }: { readonly place: PlaceContent }) => {
  const coordinates = `${place.latitude.toFixed(6)}, ${place.longitude.toFixed(6)}`;
  return (
    <div className="w-72 max-w-full">
      <PinDrawing />
      <p className="mt-2 text-dns-16B-130">{place.title ?? '送られた場所'}</p>
      {place.address !== null && <p className="text-dns-16N-130">{place.address}</p>}
      <div className="-ml-1.5">
        <CopyButton text={coordinates} label={`緯度・経度 ${coordinates} をコピー`}>
          {coordinates}
        </CopyButton>
      </div>
    </div>
  );
};

/** Says "a place" at a glance; it is no map and shows no street. */
const PinDrawing = () => (
  <svg
    viewBox="0 0 288 96"
    className="w-full rounded-8 border border-line-firm bg-sunk text-line-firm"
    aria-hidden="true"
  >
    <g fill="none" stroke="currentColor">
      <path d="M0 30 110 18 288 40M0 74 140 62 288 84M60 0 78 96M150 0 138 96M226 0 240 96" strokeWidth="5" />
      <path d="M0 52 288 60M28 0 40 96M108 0 104 96M190 0 196 96" strokeWidth="2" />
    </g>
    <g className="text-danger" fill="currentColor">
      <ellipse cx="144" cy="68" rx="9" ry="3" className="text-field" fill="currentColor" />
      <path d="M144 67c-9-11-16-19-16-28a16 16 0 1 1 32 0c0 9-7 17-16 28z" />
    </g>
    <circle cx="144" cy="39" r="6" className="text-surface" fill="currentColor" />
  </svg>
);
