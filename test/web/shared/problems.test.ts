import { expect, test } from 'vitest';
import { problemCodes } from '#src/http/contract/problem';
import { isProblem, isProblemCode, ProblemError, sayProblem } from '#src/web/shared/problems';

test('every refusal is told to a clerk in a Japanese sentence', () => {
  for (const code of problemCodes) {
    expect(isProblemCode(code)).toBe(true);
    expect(sayProblem(new ProblemError({ code }))).toMatch(/^[ぁ-んァ-ヶ一-龠].+。$/);
  }
});

test('a log-in that was blocked says how long to wait', () => {
  const blocked = (retryAfterSeconds: number) =>
    sayProblem(new ProblemError({ code: 'too-many-attempts', retryAfterSeconds }));
  expect(blocked(30)).toContain('30秒ほど');
  expect(blocked(61)).toContain('2分ほど');
});

test('a request that did not come through is told apart from a refusal', () => {
  expect(sayProblem(new TypeError('Failed to fetch'))).toContain('サーバーにつながりません');
});

test('a code that the contract does not know is none', () => {
  expect(isProblemCode('toString')).toBe(false);
  expect(isProblemCode(404)).toBe(false);
});

test('a refusal is recognised by its code', () => {
  expect(isProblem(new ProblemError({ code: 'stale' }), 'stale')).toBe(true);
  expect(isProblem(new ProblemError({ code: 'stale' }), 'forbidden')).toBe(false);
  expect(isProblem(new TypeError('stale'), 'stale')).toBe(false);
});
