import type { MatterId, MessageId } from '#src/domain/ids';
import { keepClassification } from '#src/store/opened-matters';
import type { Tx } from '#src/store/open';
import type { Classification } from '#src/text/classifier';

const mostCandidates = 5;

/**
 * Keeps what decided, so that staff see why; it hangs on the message and goes with it. Where no word spoke for any category
 * there is nothing to explain: the candidates stand in the order of the file.
 */
export const explain = async (
  tx: Tx,
  matterId: MatterId,
  messageId: MessageId,
  classification: Classification | null,
): Promise<void> => {
  if (classification === null || classification.reasons.length === 0) return;
  const { confidence, candidates, reasons } = classification;
  await keepClassification(tx, {
    matterId,
    messageId,
    confidence,
    candidates: candidates.slice(0, mostCandidates),
    words: reasons,
  });
};
