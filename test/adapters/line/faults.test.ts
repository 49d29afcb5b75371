import { HTTPFetchError } from '@line/bot-sdk';
import { expect, test } from 'vitest';
import { faultOfReading, faultOfSending } from '#adapters/line/faults';

const answered = (status: number, body: unknown): HTTPFetchError =>
  new HTTPFetchError(`${status}`, {
    status,
    statusText: '',
    headers: new Headers({ 'x-line-request-id': 'request-7' }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test.each([
  [429, 'The API rate limit has been exceeded. Try again later.', { kind: 'throttled', retryAfterMs: 2_000 }],
  [429, 'You have reached your monthly limit.', { kind: 'quota-spent' }],
  [429, 'Too many concurrent requests', { kind: 'throttled', retryAfterMs: 60_000 }],
  [401, 'Authentication failed.', { kind: 'unauthorised' }],
  [403, 'Not authorized to use the API', { kind: 'unauthorised' }],
  [400, 'Invalid reply token', { kind: 'token-invalid' }],
  [400, 'Failed to send messages', { kind: 'recipient-gone' }],
  [400, "The property, 'to', is invalid", { kind: 'refused', reason: "The property, 'to', is invalid" }],
  [409, 'Conflict', { kind: 'refused', reason: 'Conflict' }],
  [500, 'Internal server error', { kind: 'unknown' }],
  [503, 'Try later', { kind: 'unknown' }],
])('to a message LINE answers %i "%s"', (status, message, fault) => {
  expect(faultOfSending(answered(status, { message }))).toMatchObject({ fault, requestId: 'request-7' });
});

test('a refusal names each wrong field', () => {
  const details = [
    { message: 'Length must be between 0 and 20', property: 'messages[0].quickReply.items[0].action.label' },
    { message: 'May not be empty', property: 'messages[1].text' },
  ];
  expect(
    faultOfSending(answered(400, { message: 'The request body has 2 error(s)', details })).fault,
  ).toEqual({
    kind: 'refused',
    reason:
      'The request body has 2 error(s); messages[0].quickReply.items[0].action.label: Length must be between 0 and 20; ' +
      'messages[1].text: May not be empty',
  });
});

test('a refusal of a length without end is kept short', () => {
  const { fault } = faultOfSending(answered(400, { message: 'x'.repeat(10_000) }));
  expect(fault.kind === 'refused' && fault.reason.length).toBe(300);
});

test("an answer that is not LINE's is told by its status", () => {
  const page = answered(418, '<html>a proxy speaks</html>');
  expect(faultOfSending(page).fault).toEqual({ kind: 'refused', reason: 'HTTP 418' });
});

test('a question that failed on the way or at LINE has changed nothing', () => {
  expect(faultOfReading(answered(500, {})).fault).toEqual({ kind: 'unavailable' });
  expect(faultOfReading(new TypeError('fetch failed')).fault).toEqual({ kind: 'unavailable' });
  expect(faultOfReading(answered(401, {}))).toMatchObject({
    fault: { kind: 'unauthorised' },
    requestId: 'request-7',
  });
});
