import { setTimeout as pause } from 'node:timers/promises';
import type { LineEmulator } from '#test/emulators/line/server';
import type { Said } from './books.ts';
import { inGroups, planActs, type Act } from './plan.ts';
import { startPostman } from './postman.ts';
import type { Random } from './random.ts';

export interface Residents {
  /** Resolves when all was said and delivered. */
  readonly done: Promise<void>;
  said(): readonly Said[];
  /** Whose words carry this mark. */
  whoSaid(mark: string): string | null;
  /** Deliveries of a body beyond its first. */
  redeliveries(): number;
}

export interface Writing {
  readonly line: LineEmulator;
  readonly random: Random;
  readonly messages: number;
  readonly residents: number;
  readonly perSecond: number;
}

interface Spoken {
  readonly said: Omit<Said, 'isAcknowledged' | 'isTakenBack'>;
  readonly eventId: string;
}

/** Residents write; what they wrote goes out shuffled, several residents in one body. */
export const startResidents = ({ line, random, messages, residents, perSecond }: Writing): Residents => {
  const people = Array.from(
    { length: residents },
    (_, index) => line.addResident(`混乱の町の人 ${index}`).userId,
  );
  const spoken = new Map<string, Spoken>();
  const takenBack = new Set<string>();
  const postman = startPostman(line, random);
  line.webhooks.set({ holds: true });

  const perform = async (act: Act): Promise<void> => {
    const resident = people[act.resident] ?? '';
    switch (act.kind) {
      case 'says': {
        const { topic, mark } = act;
        const { messageId, webhookEventId } = await line.sendText(resident, `${topic} ${mark}`);
        if (messageId === null) return;
        const at = line.chat(resident).find(({ id }) => id === messageId)?.at ?? 0;
        spoken.set(mark, { said: { messageId, resident, at, mark, topic }, eventId: webhookEventId });
        return;
      }
      case 'sends-sticker': {
        const { messageId, webhookEventId } = await line.sendSticker(resident);
        if (messageId === null) return;
        const at = line.chat(resident).find(({ id }) => id === messageId)?.at ?? 0;
        const said = { messageId, resident, at, mark: null, topic: null };
        spoken.set(messageId, { said, eventId: webhookEventId });
        return;
      }
      case 'follows':
        await line.follow(resident);
        return;
      case 'takes-back':
        await line.unsend(resident, spoken.get(act.mark)?.said.messageId ?? '');
        takenBack.add(act.mark);
    }
  };

  const write = async (): Promise<void> => {
    for (const group of inGroups(random, planActs(random, messages, residents), 20)) {
      for (const act of group) await perform(act);
      const events = random.shuffled(line.webhooks.takeHeld());
      for (const body of inGroups(random, events, 6)) postman.take(body);
      await pause((group.length * 1_000) / perSecond);
    }
    await postman.finish();
  };

  return {
    done: write(),
    redeliveries: postman.redeliveries,
    whoSaid: (mark) => spoken.get(mark)?.said.resident ?? null,
    said: () =>
      [...spoken].map(([name, { said, eventId }]) => ({
        ...said,
        isAcknowledged: postman.isAcknowledged(eventId),
        isTakenBack: takenBack.has(name),
      })),
  };
};
