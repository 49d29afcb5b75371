import { LINE_SIGNATURE_HTTP_HEADER_NAME, validateSignature } from '@line/bot-sdk';
import { storable } from '#adapters/shared/storable';
import type { Received, WebhookRequest } from '#src/ports/channel';
import { readCallback } from './events.ts';

/** Reads one webhook of LINE's: who is it from, is it JSON, what does it say; in this order. */
export const receiveWith =
  (channelSecret: string) =>
  (request: WebhookRequest): Received => {
    const signature = request.header(LINE_SIGNATURE_HTTP_HEADER_NAME);
    if (signature === undefined || !sha256InBase64.test(signature)) return { kind: 'bad-signature' };
    if (!validateSignature(request.rawBody, channelSecret, signature)) return { kind: 'bad-signature' };
    const events = readCallback(parse(request.rawBody));
    return events === null ? { kind: 'malformed' } : { kind: 'events', events };
  };

/** Node's base64 reader skips what it does not know, so that two headers joined by a comma could pass for one. */
const sha256InBase64 = /^[A-Za-z0-9+/]{43}=$/;

const parse = (rawBody: Buffer): unknown => {
  try {
    return storable(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return undefined;
  }
};
