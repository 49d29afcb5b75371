import { z } from 'zod';
import { errorName } from '#src/domain/error-name';
import { isMessageId } from '#src/domain/ids';
import { backoffMs, triesToPrepare } from '#src/domain/next-send';
import { countUnprepared, endAttempt, startAttempt } from '#src/store/attempts';
import type { Tx } from '#src/store/open';
import { mediaOf, publish } from '#src/store/published';
import { contentsOf, planAgain, settleSend, type Send } from '#src/store/sending';
import type { Context } from './context.ts';
import { piecesOf, type Piece } from './send-parts.ts';

export type PreparedCall =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'taken-back' }
  /** Something in the words or the settings stands against it. */
  | { readonly kind: 'failed'; readonly error: string };

/**
 * What a call says. Once a try may have been accepted it says the same again, word for word, whatever was changed since: under
 * one key a platform takes one content.
 */
export const prepareCall = async (
  tx: Tx,
  context: Context,
  send: Send,
  mayHaveBeenAccepted: boolean,
): Promise<PreparedCall> => {
  const contents = await contentsOf(tx, send.id);
  const isTakenBack = contents.some(({ content }) => content === null);
  const made = mayHaveBeenAccepted ? CallMade.safeParse(send.call).data : undefined;
  // What was taken back is not said again, not even under the same key.
  if (mayHaveBeenAccepted && isTakenBack) return { kind: 'taken-back' };
  if (made !== undefined) return { kind: 'pieces', pieces: made };

  const kept = await mediaOf(tx, send.id);
  const isPublic = context.channelLimits[send.channel].mediaAddress === 'public';
  const media = isPublic ? await publish(tx, kept, () => context.ids.newToken()) : kept;
  try {
    const pieces = piecesOf(context, send, contents, media);
    return pieces.length === 0 ? { kind: 'taken-back' } : { kind: 'pieces', pieces };
  } catch (error) {
    return { kind: 'failed', error: errorName(error) };
  }
};

/** Counts a try that came to no call. Returns when it is to be prepared again, or null when staff must look at it. */
export const failToPrepare = async (tx: Tx, send: Send, detail: string, now: Date): Promise<Date | null> => {
  const number = await startAttempt(tx, { send, call: null, now });
  await endAttempt(tx, { outboxId: send.id, number, result: 'unprepared', requestId: null, detail, now });
  const failures = await countUnprepared(tx, send.id);
  if (failures >= triesToPrepare) {
    await settleSend(tx, { id: send.id, state: 'refused', reason: 'unprepared', now });
    return null;
  }
  const at = new Date(now.getTime() + backoffMs(failures));
  await planAgain(tx, send.id, send.route, at, now);
  return at;
};

const QuickReplies = z.array(z.object({ label: z.string(), data: z.string() }));

const CallMade = z.array(
  z.object({
    messageId: z.string().refine(isMessageId),
    part: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('text'),
        text: z.string(),
        quickReplies: QuickReplies,
        quotes: z.object({ externalId: z.string(), token: z.string() }).nullable().default(null),
      }),
      z.object({ kind: z.literal('image'), url: z.string(), previewUrl: z.string() }),
      z.object({
        kind: z.literal('file'),
        name: z.string(),
        url: z.string(),
        bytes: z.number(),
        asText: z.string(),
      }),
    ]),
  }),
) satisfies z.ZodType<readonly Piece[]>;
