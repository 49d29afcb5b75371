import type { LineEmulator } from '#test/emulators/line/server';
import type { Answer, Said, WorldBook } from './books.ts';

export const readWorldBook = (
  line: LineEmulator,
  said: readonly Said[],
  answers: readonly Answer[],
): WorldBook => ({
  said,
  answers,
  heard: line
    .residents()
    .flatMap(({ userId }) =>
      line
        .chat(userId)
        .flatMap(({ author, content }) =>
          author === 'city' && content.kind === 'text' ? [{ resident: userId, text: content.text }] : [],
        ),
    ),
  keyedCalls: line
    .journal()
    .flatMap((entry) =>
      entry.kind === 'api' && entry.retryKey !== null
        ? [{ retryKey: entry.retryKey, content: JSON.stringify(entry.body) }]
        : [],
    ),
});
