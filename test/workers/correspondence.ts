import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import { channelsFrom } from '#adapters/index';
import { isMatterId, isMessageId, isOutboxId, isStaffId, type OutboxId, type StaffId } from '#src/domain/ids';
import { systemClock, systemIds } from '#src/main/system';
import { beginSend } from '#src/usecases/begin-send';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { reply } from '#src/usecases/reply';
import { retrySend } from '#src/usecases/retry';
import type { ApiEntry, Endpoint } from '#test/emulators/line/contract';
import type { Office, Premises } from '#test/support/office';
import { plainPasswords } from '#test/support/plain-passwords';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';

/** What residents and one member of staff write to each other, and what became of it. */
export interface Correspondence {
  /** A new resident's first message, kept and not yet worked on. */
  write(office: Office): Promise<string>;
  /** A new resident who wrote, got the receipt, and is now answered by staff; the answer waits to be sent. */
  answer(office: Office): Promise<string>;
  /** Everything the city decided to send to this resident, oldest first. */
  fatesOf(userId: string): Promise<readonly Fate[]>;
  /** Staff send it again by hand, and it is worked on. */
  sendAgain(office: Office, fate: Fate | undefined): Promise<void>;
}

const id = <T extends string>(isKind: (text: string) => text is T & string) => z.string().refine(isKind);

const fates = z.array(
  z.object({
    state: z.string(),
    reason: z.string().nullable(),
    tries: z.int(),
    messageId: id(isMessageId),
    matterId: id(isMatterId),
    outboxId: id(isOutboxId),
  }),
);
export type Fate = z.output<typeof fates>[number];

export const openCorrespondence = async ({ database }: Premises): Promise<Correspondence> => {
  const clerk = await employ(database);

  const write: Correspondence['write'] = async ({ line }) => {
    const { userId } = line.addResident(`住民 ${randomUUID()}`);
    const { outcome } = await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
    expect(outcome).toEqual({ kind: 'answered', status: 200 });
    return userId;
  };

  const fatesOf: Correspondence['fatesOf'] = async (userId) =>
    fates.parse(
      await query(
        database.url,
        `select d.state, d.reason, o.tries, m.message_id "messageId", o.matter_id "matterId", o.id "outboxId"
           from outbox o join delivery d on d.outbox_id = o.id join thread t on t.id = o.thread_id
           join outbox_message m on m.outbox_id = o.id and m.position = 0
          where t.address = $1 order by o.created_at, o.id`,
        [userId],
      ),
    );

  return {
    write,
    fatesOf,
    answer: async (office) => {
      const userId = await write(office);
      await office.work();
      expect(saidTo(office.line, userId)).toHaveLength(1);
      const [receipt] = await fatesOf(userId);
      if (receipt === undefined) throw new Error('no receipt');
      const outcome = await reply(office.context, {
        staffId: clerk,
        matterId: receipt.matterId,
        messageId: id(isMessageId).parse(randomUUID()),
        text: '本日、現地を確認します。',
        asksBack: false,
        revision: 1,
        overStale: true,
      });
      expect(outcome.kind).toBe('done');
      return userId;
    },
    sendAgain: async (office, fate) => {
      if (fate === undefined) throw new Error('nothing was sent');
      const outcome = await retrySend(office.context, { staffId: clerk, messageId: fate.messageId });
      expect(outcome.kind).toBe('done');
      await office.work();
    },
  };
};

/** The first administrator answers for every department. */
const employ = async ({ store, url }: Premises['database']): Promise<StaffId> => {
  const door = { store, clock: systemClock, ids: systemIds, passwords: plainPasswords };
  await firstAdministrator(door, { email: 'a@city.example', name: '係' });
  const [row] = await query(url, 'select id from staff');
  return id(isStaffId).parse(row?.['id']);
};

/** A worker begins to send, LINE hears it, and the worker dies before it records anything. */
export const sendAndDie = async (office: Office, outboxId: OutboxId | undefined): Promise<void> => {
  if (outboxId === undefined) throw new Error('nothing to send');
  const begun = await beginSend(office.context, outboxId);
  if (begun.kind !== 'send') throw new Error(begun.kind);
  const api = { apiBaseUrl: office.line.url, dataApiBaseUrl: office.line.url };
  const [channel] = channelsFrom({
    line: { channelSecret: 's', channelAccessToken: 'token', ...api },
    webchat: null,
  });
  await channel?.send(begun.outbound, new AbortController().signal);
};

export const callsTo = ({ line }: Office, endpoint: Endpoint): readonly ApiEntry[] =>
  line
    .journal()
    .filter((entry) => entry.kind === 'api')
    .filter((entry) => entry.endpoint === endpoint);
