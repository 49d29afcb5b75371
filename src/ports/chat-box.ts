import type { OutboxId } from '#src/domain/ids';

/** Where the city's own web chat keeps what other channels' platforms keep for theirs. */
export interface ChatBox {
  /** What this send carries may be read in the talk at `address` from now on. Told twice, it arrives once. */
  arrive(id: OutboxId, address: string): Promise<void>;
  /** Under which key the photo of a message waits in the media store; null when nothing waits. */
  photoKeyOf(messageExternalId: string): Promise<string | null>;
}
