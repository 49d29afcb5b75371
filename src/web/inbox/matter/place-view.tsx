import { CopyButton } from './copy-button.tsx';
import type { Message } from './message-item.tsx';
import { layOut, mapSize, scaleOf } from './town-map.ts';

type PlaceContent = Extract<Message['content'], { kind: 'place' }>;

export const PlaceView = ({ place }: { readonly place: PlaceContent }) => {
  const coordinates = `${place.latitude.toFixed(6)}, ${place.longitude.toFixed(6)}`;
  const town = place.around[0];
  return (
    <div className="w-72 max-w-full">
      {town !== undefined && <TownMap place={place} />}
      <p className="mt-2 text-dns-16B-130">{place.title ?? '送られた場所'}</p>
      {place.address !== null && <p className="text-dns-16N-130">{place.address}</p>}
      {place.address === null && town !== undefined && (
        <p className="text-dns-14N-130 text-ink-soft">{town.name}の付近</p>
      )}
      <div className="-ml-1.5">
        <CopyButton text={coordinates} label={`緯度・経度 ${coordinates} をコピー`}>
          {coordinates}
        </CopyButton>
      </div>
    </div>
  );
};

/** The place among the towns around it, true to distance and direction. Shows no street: it is drawn from the towns' points alone. */
const TownMap = ({ place }: { readonly place: PlaceContent }) => {
  const scale = scaleOf(place.around);
  const { width, height } = mapSize;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="w-full rounded-8 border border-line-firm bg-sunk text-ink-soft"
      role="img"
      aria-label={`まわりの町：${place.around.map(({ name }) => name).join('、')}`}
    >
      {layOut(place.around, scale).map((point) => (
        <g key={point.name} fill="currentColor">
          <circle cx={point.x} cy={point.y} r="2.5" />
          {point.isNamed && (
            <text
              x={point.anchor === 'start' ? point.x + 6 : point.x - 6}
              y={point.y + 4}
              textAnchor={point.anchor}
              fontSize="12"
            >
              {point.name}
            </text>
          )}
        </g>
      ))}
      <g className="text-danger" fill="currentColor">
        <path d="M144 72c-9-11-16-19-16-28a16 16 0 1 1 32 0c0 9-7 17-16 28z" />
      </g>
      <circle cx="144" cy="44" r="6" className="text-surface" fill="currentColor" />
      <g className="text-ink-soft" stroke="currentColor" fill="none">
        <path d={`M8 ${height - 8}v4h${500 / scale}v-4`} />
      </g>
      <text x={14 + 500 / scale} y={height - 4} fontSize="11" fill="currentColor">
        500 m
      </text>
    </svg>
  );
};
