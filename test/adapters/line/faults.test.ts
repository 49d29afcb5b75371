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
  [429, 'The API rate limit has been exceeded. Try again later.', { kind: 'throttled', retryAfterMs: 1_000 }],
  [429, 'You have reached your monthly limit.', { kind: 'quota-spent' }],
  [
    429,
    'The number of concurrent requests has exceeded the limit.',
    { kind: 'throttled', retryAfterMs: 5_000 },
  ],
  [429, 'Too many messages were sent to the same user.', { kind: 'throttled', retryAfterMs: 60_000 }],
  [429, 'Words that LINE may think of one day', { kind: 'throttled', retryAfterMs: 1_000 }],
  [401, 'Authentication failed.', { kind: 'unauthorised' }],
  [403, 'Not authorized to use the API', { kind: 'unauthorised' }],
  [400, 'Invalid reply token', { kind: 'token-invalid' }],
  [400, 'Failed to send messages', { kind: 'recipient-gone' }],
  [400, "The property, 'to', is invalid", { kind: 'refused', reason: "The property, 'to', is invalid" }],
  [404, 'Not found', { kind: 'refused', why: 'refused', reason: 'Not found' }],
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
  ).toMatchObject({
    kind: 'refused',
    reason:
      'The request body has 2 error(s); messages[0].quickReply.items[0].action.label: Length must be between 0 and 20; ' +
      'messages[1].text: May not be empty',
  });
});

test.each([
  ['messages[0].text', 'Length must be between 0 and 5000', 'too-long'],
  ['messages', 'Size must be between 1 and 5', 'too-long'],
  ['messages[0].quickReply.items[0].action.label', 'must not be longer than 20 characters', 'wrong-button'],
  ['messages[1].originalContentUrl', 'must be a valid HTTPS URL', 'wrong-picture'],
  ['messages[1].previewImageUrl', 'May not be empty', 'wrong-picture'],
  ['messages[0].quoteToken', 'invalid', 'wrong-quote'],
  ['to', 'May not be empty', 'wrong-address'],
  ['messages[0].text', 'May not be empty', 'refused'],
  ['something.new', 'is no longer allowed', 'refused'],
])('that LINE says of %s "%s" is named for what staff can do', (property, message, why) => {
  const body = { message: 'The request body has 1 error(s)', details: [{ message, property }] };
  expect(faultOfSending(answered(400, body)).fault).toMatchObject({ kind: 'refused', why });
});

test('also a refusal without details, and one of the whole body, is named', () => {
  const message = 'The property, to, in the request body is invalid (line: -, column: -)';
  expect(faultOfSending(answered(400, { message })).fault).toMatchObject({ why: 'wrong-address' });
  expect(faultOfSending(answered(400, { message: 'The quote token is invalid' })).fault).toMatchObject({
    why: 'wrong-quote',
  });
  expect(faultOfSending(answered(413, '<html></html>')).fault).toMatchObject({ why: 'too-long' });
});

test('a refusal of a length without end is kept short', () => {
  const { fault } = faultOfSending(answered(400, { message: 'x'.repeat(10_000) }));
  expect(fault.kind === 'refused' && fault.reason.length).toBe(300);
});

test("an answer that is not LINE's is told by its status", () => {
  const page = answered(418, '<html>a proxy speaks</html>');
  expect(faultOfSending(page).fault).toEqual({ kind: 'refused', why: 'refused', reason: 'HTTP 418' });
});

test('a question that failed on the way or at LINE has changed nothing', () => {
  expect(faultOfReading(answered(500, {})).fault).toEqual({ kind: 'unavailable' });
  expect(faultOfReading(new TypeError('fetch failed')).fault).toEqual({ kind: 'unavailable' });
  expect(faultOfReading(answered(401, {}))).toMatchObject({
    fault: { kind: 'unauthorised' },
    requestId: 'request-7',
  });
});
