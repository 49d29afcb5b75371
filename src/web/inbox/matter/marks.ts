import type { ThreadItem } from '#src/http/contract/matters';

type Message = Extract<ThreadItem, { kind: 'message' }>;

export type TextContent = Extract<Message['content'], { kind: 'text' }>;

export interface Run {
  readonly kind: 'words' | TextContent['marks'][number]['kind'];
  readonly text: string;
}

/** A text cut where its marks begin and end. */
export const runsOf = ({ text, marks }: TextContent): readonly Run[] => {
  const cuts = marks.flatMap(({ kind, index, length }, place): readonly Run[] => {
    const before = marks[place - 1];
    const from = before === undefined ? 0 : before.index + before.length;
    return [
      { kind: 'words', text: text.slice(from, index) },
      { kind, text: text.slice(index, index + length) },
    ];
  });
  const last = marks.at(-1);
  const rest: Run = { kind: 'words', text: text.slice(last === undefined ? 0 : last.index + last.length) };
  return [...cuts, rest].filter((run) => run.text !== '');
};

/** What was written in words: the names of a platform's small pictures are nobody's. */
export const wordsOf = (content: TextContent): string =>
  runsOf(content)
    .flatMap((run) => (run.kind === 'emoji' ? [] : [run.text]))
    .join('')
    .trim();

/** `(moon grin)` → `moon grin`; a mere placeholder has no name. */
export const sayEmoji = (text: string): string => {
  const name = text.replace(/^[(（]|[)）]$/g, '').trim();
  return /[\p{L}\p{N}]/u.test(name) ? name : '';
};
