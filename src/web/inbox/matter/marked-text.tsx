import { runsOf, sayEmoji, type Run, type TextContent } from './marks.ts';

/** A text as it was written; a platform's own small pictures are told in words, since their drawings are not ours to show. */
export const MarkedText = ({ content }: { readonly content: TextContent }) => (
  <p className="whitespace-pre-wrap text-std-16N-170">
    {runsOf(content).map((run, index) => (
      <Piece key={index} run={run} />
    ))}
  </p>
);

const Piece = ({ run }: { readonly run: Run }) => {
  switch (run.kind) {
    case 'words':
      return run.text;
    case 'mention':
      return <b className="rounded-4 bg-accent-soft px-0.5 font-700 text-accent">{run.text}</b>;
    case 'emoji': {
      const name = sayEmoji(run.text);
      return (
        <span className="mx-0.5 rounded-6 border border-line-firm bg-sunk px-1.5 py-0.5 text-dns-14N-130 text-ink-soft">
          {name === '' ? (
            '絵文字'
          ) : (
            <>
              <span className="sr-only">絵文字：</span>
              {name}
            </>
          )}
        </span>
      );
    }
  }
};
