import { expect, test } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import { receive, settings, sign } from './signed.ts';

/** The example of LINE's documentation, "Verify webhook signature". */
const published = {
  body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}',
  signature: 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=',
};

test("LINE's published example passes, and its empty list of events is no fault", () => {
  expect(receive(published.body, published.signature)).toEqual({ kind: 'events', events: [] });
});

test('a body changed by one space is not from LINE', () => {
  expect(receive(`${published.body} `, published.signature)).toEqual({ kind: 'bad-signature' });
});

test('the signature is of the raw bytes: a byte that is no UTF-8 is not read before it is checked', () => {
  const body = Buffer.concat([Buffer.from(published.body), Buffer.from([0xff])]);
  expect(receive(body, sign(Buffer.from(body.toString('utf8'))))).toEqual({ kind: 'bad-signature' });
});

test.each([
  ['missing', null],
  ['empty', ''],
  ['there twice, joined as HTTP joins them', `${published.signature}, ${published.signature}`],
  ['after a space', ` ${published.signature}`],
  ['in the alphabet of URLs', published.signature.replace('+', '-')],
  ['without its padding', published.signature.slice(0, -1)],
  ['of another secret', 'AAAAmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs='],
])('a webhook is refused when its signature is %s', (_, signature) => {
  expect(receive(published.body, signature)).toEqual({ kind: 'bad-signature' });
});

test.each([
  '',
  'no JSON',
  '[]',
  'null',
  '{}',
  '{"events":{}}',
  '{"events":[7]}',
  '{"events":[{"type":"message"}]}',
])('a signed body that is not a webhook is malformed: %s', (body) => {
  expect(receive(body)).toEqual({ kind: 'malformed' });
});

test('with no secret there is no channel', () => {
  expect(() => lineChannel({ ...settings, channelSecret: '' })).toThrow('channel secret');
});
