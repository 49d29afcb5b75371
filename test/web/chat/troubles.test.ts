import { expect, test } from 'vitest';
import { sayTrouble } from '#src/web/chat/troubles';

const refused = (code: string, retryAfterSeconds: number | null = null) =>
  sayTrouble({ kind: 'refused', code, retryAfterSeconds });

test('who sends too much is told how long to wait, in words', () => {
  expect(refused('too-fast', 12.2)).toContain('13秒ほど待って');
  expect(refused('too-fast', 90)).toContain('2分ほど待って');
  expect(refused('too-fast')).toContain('少し待って');
});

test('each trouble says what to do next, one that is not known too', () => {
  for (const code of ['too-large', 'not-a-picture', 'code-expired', 'something-new'])
    expect(refused(code)).toMatch(/(ください|お試しください)。$/);
  expect(sayTrouble({ kind: 'unreached' })).toContain('もう一度');
});
