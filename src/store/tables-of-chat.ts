import type { Generated } from 'kysely';
import type { OutboxId } from '#src/domain/ids';
import type { TalkId } from '#src/domain/talk';

/** What only the web chat has: other channels keep these things themselves. */
export interface ChatTables {
  chat_session: {
    token_hash: Buffer;
    account_external_id: TalkId;
    began_with: string | null;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  chat_code: { code_hash: Buffer; account_external_id: TalkId; expires_at: Date };
  chat_key: { is_only: Generated<boolean>; key: string };
  chat_arrival: { outbox_id: OutboxId; address: string; arrived_at: Date };
  chat_photo: { message_external_id: string; media_key: string; posted_at: Date };
}
