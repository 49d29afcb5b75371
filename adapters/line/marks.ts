import { z } from 'zod';
import type { Mark, TextContent } from '#src/domain/message';

const Stretch = z.object({ index: z.int().min(0), length: z.int().min(1) });

/** What decorates a text never costs us the text: a stretch that does not lie in it counts as absent. */
const stretches = z.array(Stretch.nullable().catch(null)).catch([]);

/** LINE puts an emoji's name, such as `(moon)`, where the picture was, and tells where; the same with who is addressed. */
export const textOf = z
  .looseObject({
    text: z.string(),
    emojis: stretches,
    mention: z.object({ mentionees: stretches }).catch({ mentionees: [] }),
  })
  .transform(({ text, emojis, mention }): TextContent => {
    const marks = apart(text, [...asMarks('emoji', emojis), ...asMarks('mention', mention.mentionees)]);
    return marks.length === 0 ? { kind: 'text', text } : { kind: 'text', text, marks };
  });

const asMarks = (kind: Mark['kind'], found: readonly (z.infer<typeof Stretch> | null)[]): readonly Mark[] =>
  found.flatMap((stretch) => (stretch === null ? [] : [{ kind, ...stretch }]));

/** In order, inside the text, none over another and none through the middle of a character. */
const apart = (text: string, marks: readonly Mark[]): readonly Mark[] => {
  const kept: Mark[] = [];
  let free = 0;
  for (const mark of marks.toSorted((a, b) => a.index - b.index)) {
    const end = mark.index + mark.length;
    if (mark.index < free || end > text.length) continue;
    if (isInsideCharacter(text, mark.index) || isInsideCharacter(text, end)) continue;
    kept.push(mark);
    free = end;
  }
  return kept;
};

const isInsideCharacter = (text: string, at: number): boolean =>
  at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
