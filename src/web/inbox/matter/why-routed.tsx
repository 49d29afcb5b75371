import { useMutation } from '@tanstack/react-query';
import type { MatterDetail } from '#src/http/contract/matters';
import { useActs } from '#web/inbox/acts/use-acts';
import { useTellUndoable } from '#web/inbox/acts/use-tell-undoable';
import { Key } from '#web/inbox/frame/key-list';
import { sureWords } from '#web/inbox/words';
import { useKeys } from '#web/shared/keys';
import { ProblemLine } from '#web/shared/states';

interface WhyRoutedProps {
  readonly matter: MatterDetail;
  readonly onTransferred: () => void;
  /** Keys only work where their effect can be read beside them. */
  readonly hasKeys: boolean;
}

/** Never quite nothing and never quite certain. */
const sayShare = (probability: number): string => {
  if (probability < 0.01) return '1%未満';
  return probability > 0.99 ? '99%以上' : `${Math.round(probability * 100)}%`;
};

export const WhyRouted = ({ matter, onTransferred, hasKeys }: WhyRoutedProps) => {
  const { routing } = matter;
  if (routing === null)
    return (
      <p className="text-dns-16N-130 text-ink-soft">
        言葉のないメッセージだったか、消されたため、振り分けの理由はありません。
      </p>
    );
  return (
    <>
      <p className="text-dns-16N-130">
        確かさは<b className="font-700">{sureWords[routing.confidence]}</b>
        <span className="text-ink-soft">（{sayShare(routing.probability)}）</span>
      </p>
      {routing.words.length > 0 && (
        <>
          <h4 className="mt-3 text-dns-14N-130 text-ink-soft">決め手になった言葉</h4>
          <Words words={routing.words} />
        </>
      )}
      <Others matter={matter} others={routing.others} onTransferred={onTransferred} hasKeys={hasKeys} />
    </>
  );
};

type Routing = NonNullable<MatterDetail['routing']>;

const Words = ({ words }: Pick<Routing, 'words'>) => {
  const strongest = Math.max(...words.map(({ weight }) => weight), 0.0001);
  return (
    <ul className="mt-1.5 flex flex-wrap gap-1.5">
      {words.map(({ word, weight }) => (
        <li
          key={word}
          className="inline-flex items-center gap-1.5 rounded-6 border border-line-firm px-2 py-1 text-dns-14N-130"
        >
          {word}
          <span className="sr-only">重み {weight.toFixed(1)}</span>
          <svg viewBox="0 0 24 6" className="h-1.5 w-6 rounded-full bg-line text-accent" aria-hidden="true">
            <rect
              width={Math.max(2, (24 * Math.max(0, weight)) / strongest)}
              height="6"
              fill="currentColor"
            />
          </svg>
        </li>
      ))}
    </ul>
  );
};

const Others = ({ matter, others, onTransferred, hasKeys }: WhyRoutedProps & Pick<Routing, 'others'>) => {
  const { transfer } = useActs(matter.id);
  const tell = useTellUndoable(matter.id);
  const move = useMutation({
    mutationFn: ({ department }: Routing['others'][number]) => transfer(department.id),
    onSuccess: (_, { department }) => {
      tell(`${department.name}に移しました`);
      onTransferred();
    },
  });
  const shown = matter.may.includes('transfer')
    ? others.filter(({ department }) => department.id !== matter.department.id).slice(0, 2)
    : [];
  const moveTo = (index: number) => {
    const other = shown[index];
    if (other !== undefined && !move.isPending) move.mutate(other);
  };
  useKeys({ 1: () => moveTo(0), 2: () => moveTo(1) }, hasKeys && shown.length > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <h4 className="mt-4 text-dns-14N-130 text-ink-soft">ほかの候補へ移す</h4>
      <ul className="mt-1.5 flex flex-col gap-1.5">
        {shown.map(({ department, category, probability }, index) => (
          <li key={category.id}>
            <button
              type="button"
              onClick={() => moveTo(index)}
              disabled={move.isPending}
              className="flex min-h-11 w-full items-center gap-2.5 rounded-8 border border-line-firm px-2.5 py-1.5 text-left hover:border-field hover:bg-sunk"
            >
              {hasKeys && <Key>{String(index + 1)}</Key>}
              <span className="min-w-0 flex-1">
                <span className="block text-dns-16N-130">{department.name}へ移す</span>
                <span className="block text-dns-14N-130 text-ink-soft">{category.name}</span>
              </span>
              <span className="text-dns-14N-130 text-ink-soft">{sayShare(probability)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-dns-14N-130 text-ink-soft">
        押すとすぐに移り、担当が変わったことを住民に知らせます。担当者は外れます。数秒の間は元に戻せます。
      </p>
      <ProblemLine error={move.error} />
    </>
  );
};
