import { Readable } from 'node:stream';
import { z } from 'zod';
import { HTTPFetchError } from '@line/bot-sdk';
import { ChannelFaultError, type Channel } from '#src/ports/channel';
import { faultOfReading, lineAnswerOf } from './faults.ts';

interface MediaSettings {
  readonly channelAccessToken: string;
  readonly dataApiBaseUrl: string;
}

/**
 * Fetches by itself, not through the SDK's blob client: when the line breaks in the middle of a picture, the stream
 * which that client (11.2.0) returns never errs, and the rejection it leaves behind ends the process.
 */
export const fetchMediaWith =
  ({ channelAccessToken, dataApiBaseUrl }: MediaSettings): Channel['fetchMedia'] =>
  async (messageExternalId, signal) => {
    const path = `/v2/bot/message/${encodeURIComponent(messageExternalId)}/content`;
    const headers = { authorization: `Bearer ${channelAccessToken}` };
    const ask = (what: string) => fetch(new URL(what, dataApiBaseUrl), { headers, signal });
    try {
      const response = await ask(path);
      if (response.status === 202) throw await unprepared(response, await ask(`${path}/transcoding`));
      if (response.status !== 200 || response.body === null) throw await refusal(response);
      const body = Readable.fromWeb(response.body);
      // The line may break before anybody reads; whoever reads then still meets the error.
      body.on('error', () => undefined);
      return {
        body,
        mime: response.headers.get('content-type') ?? 'application/octet-stream',
      };
    } catch (error) {
      throw faultOfFetching(error);
    }
  };

const refusal = async (response: Response): Promise<HTTPFetchError> => {
  const { status, statusText, headers } = response;
  return new HTTPFetchError(`${status}`, { status, statusText, headers, body: await response.text() });
};

/** LINE still prepares a video or a sound, or has given up on it. */
const unprepared = async (content: Response, asked: Response): Promise<ChannelFaultError> => {
  await content.body?.cancel();
  const requestId = content.headers.get('x-line-request-id');
  const told = Transcoding.parse(asked.ok ? await asked.json().catch(() => null) : null);
  return new ChannelFaultError(
    told.status === 'failed'
      ? { kind: 'refused', why: 'refused', reason: 'LINE could not prepare it' }
      : { kind: 'not-ready' },
    { requestId },
  );
};

const Transcoding = z.object({ status: z.string() }).catch({ status: 'processing' });

/** 410: the resident took it back. 404: LINE has let it go. */
const faultOfFetching = (error: unknown): ChannelFaultError => {
  if (error instanceof ChannelFaultError) return error;
  const other = faultOfReading(error);
  const status = lineAnswerOf(error)?.status;
  if (status !== 404 && status !== 410) return other;
  return new ChannelFaultError({ kind: 'gone' }, { requestId: other.requestId, cause: error });
};
