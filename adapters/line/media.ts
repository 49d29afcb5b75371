import { Readable } from 'node:stream';
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
    try {
      const response = await fetch(new URL(path, dataApiBaseUrl), { headers, signal });
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

/** 202: LINE still transcodes it. 410: the resident took it back. 404: LINE has let it go. */
const faultOfFetching = (error: unknown): ChannelFaultError => {
  const other = faultOfReading(error);
  const status = lineAnswerOf(error)?.status;
  const fault = (kind: 'not-ready' | 'gone') =>
    new ChannelFaultError({ kind }, { requestId: other.requestId, cause: error });
  if (status === 202) return fault('not-ready');
  return status === 404 || status === 410 ? fault('gone') : other;
};
