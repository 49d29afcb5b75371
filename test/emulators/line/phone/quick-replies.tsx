import type { Tap } from '#test/emulators/line/contract';

interface Props {
  readonly taps: readonly Tap[];
  readonly press: (what: Tap) => void;
}

export const QuickReplies = ({ taps, press }: Props) =>
  taps.length > 0 && (
    <ul aria-label="選んで答える" className="flex flex-wrap gap-2 bg-solid-gray-50 px-3 pb-3">
      {taps.map((one) => (
        <li key={one.label}>
          <button
            type="button"
            onClick={() => press(one)}
            className="min-h-11 rounded-full border border-blue-900 bg-white px-4 text-oln-14N-100 text-blue-900 hover:bg-blue-50 lg:min-h-9"
          >
            {one.label}
          </button>
        </li>
      ))}
    </ul>
  );
