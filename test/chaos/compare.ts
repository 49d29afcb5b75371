import type { KeptMessage, OurBook, Said, WorldBook } from './books.ts';
import { judgeSends } from './judge-sends.ts';
import type { Trouble, TroubleKind } from './trouble.ts';

/** Everything in which the city's book is not what the world knows. */
export const compareBooks = (world: WorldBook, ours: OurBook): readonly Trouble[] => [
  ...judgeMessages(world.said, ours),
  ...judgeOrder(world.said, ours.messages),
  ...judgeMatters(world.said, ours),
  ...judgeSends(world, ours),
  ...judgeTakenBack(world.said, ours.marks),
  ...judgeKeys(world.keyedCalls),
];

const judgeMessages = (said: readonly Said[], ours: OurBook): readonly Trouble[] => {
  const keptAs = Map.groupBy(ours.messages, ({ messageId }) => messageId);
  return said.flatMap((one): Trouble[] => {
    const kept = keptAs.get(one.messageId) ?? [];
    const name = one.mark ?? one.messageId;
    const tell = (kind: TroubleKind, says: string): Trouble => ({ kind, resident: one.resident, says });
    const isDue = one.isAcknowledged && !one.isTakenBack;
    return [
      ...(isDue && kept.length === 0 ? [tell('lost', `${name} is in no thread`)] : []),
      ...(kept.length > 1 ? [tell('doubled', `${name} is kept ${kept.length} times`)] : []),
      ...kept.flatMap(({ resident, matterIds, text }) => [
        ...(resident === one.resident ? [] : [tell('misdirected', `${name} is in a thread of ${resident}`)]),
        ...(isDue && one.topic !== null && matterIds.length === 0
          ? [tell('lost', `${name} is in no matter`)]
          : []),
        ...(matterIds.length > 1 ? [tell('doubled', `${name} is in ${matterIds.length} matters`)] : []),
        ...(isDue && one.mark !== null && !text?.includes(one.mark)
          ? [tell('lost', `${name} has not its words`)]
          : []),
      ]),
    ];
  });
};

/** Two that were written in the same millisecond may stand either way. */
const judgeOrder = (said: readonly Said[], messages: readonly KeptMessage[]): readonly Trouble[] => {
  const saidAt = new Map(said.map(({ messageId, at }) => [messageId, at]));
  return [...Map.groupBy(messages, ({ resident }) => resident)].flatMap(([resident, thread]) =>
    thread.flatMap(({ messageId }, index): Trouble[] => {
      const at = saidAt.get(messageId) ?? 0;
      const before = saidAt.get(thread[index - 1]?.messageId ?? '') ?? 0;
      return before > at
        ? [{ kind: 'misordered', resident, says: `${messageId} stands behind a younger one` }]
        : [];
    }),
  );
};

const judgeMatters = (said: readonly Said[], ours: OurBook): readonly Trouble[] => {
  const saidAs = new Map(said.map((one) => [one.messageId, one]));
  const linked = ours.messages.flatMap(({ messageId, matterIds }) => {
    const one = saidAs.get(messageId);
    return one === undefined ? [] : matterIds.map((matterId) => ({ ...one, matterId }));
  });
  const mixed = [...Map.groupBy(linked, ({ matterId }) => matterId)].flatMap(([matterId, all]): Trouble[] => {
    const residents = new Set(all.map(({ resident }) => resident));
    return residents.size > 1
      ? [{ kind: 'misdirected', resident: null, says: `${matterId} holds words of ${[...residents].join()}` }]
      : [];
  });
  const about = linked.filter(({ topic }) => topic !== null);
  const twice = [...Map.groupBy(about, ({ resident, topic }) => `${resident} ${topic}`).values()].flatMap(
    (all): Trouble[] => {
      const matters = new Set(all.map(({ matterId }) => matterId));
      const says = `${all[0]?.topic} of one resident is ${matters.size} matters: ${all.map(({ mark }) => mark).join()}`;
      return matters.size > 1 ? [{ kind: 'doubled', resident: all[0]?.resident ?? null, says }] : [];
    },
  );
  return [...mixed, ...twice];
};

const judgeTakenBack = (said: readonly Said[], marks: ReadonlySet<string>): readonly Trouble[] =>
  said.flatMap(({ isTakenBack, mark, resident }): Trouble[] =>
    isTakenBack && mark !== null && marks.has(mark)
      ? [{ kind: 'left', resident, says: `${mark} was taken back and is still there` }]
      : [],
  );

const judgeKeys = (calls: WorldBook['keyedCalls']): readonly Trouble[] =>
  [...Map.groupBy(calls, ({ retryKey }) => retryKey)].flatMap(([retryKey, all]): Trouble[] =>
    new Set(all.map(({ content }) => content)).size > 1
      ? [{ kind: 'rekeyed', resident: null, says: `${retryKey} was used with several contents` }]
      : [],
  );
