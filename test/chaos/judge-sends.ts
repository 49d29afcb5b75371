import type { Answer, Heard, KeptSend, OurBook, Said, WorldBook } from './books.ts';
import { marksIn, numbersIn } from './marks.ts';
import type { Trouble } from './trouble.ts';

/** What residents read, against what was to be sent and to whom. */
export const judgeSends = (world: WorldBook, ours: OurBook): readonly Trouble[] => [
  ...judgeFates(ours.sends),
  ...judgeReceipts(ours),
  ...judgeCounts(world.heard, ours.sends),
  ...judgeAnswers(world),
  ...judgeNumbers(world, ours),
];

/** Nobody here blocks the city, and the platform refuses nothing for good. */
const judgeFates = (sends: readonly KeptSend[]): readonly Trouble[] =>
  sends
    .filter(({ state }) => state !== 'accepted' && state !== 'unknown')
    .map(({ resident, state, texts }) => ({
      kind: 'lost',
      resident,
      says: `a send ended as ${state}: ${brief(texts.join())}`,
    }));

/** The machine tells of a matter once, when it opens: here nothing else makes it speak. */
const judgeReceipts = ({ matters, sends }: OurBook): readonly Trouble[] => {
  const receipts = Map.groupBy(
    sends.filter(({ isAnswer }) => !isAnswer),
    ({ matterId }) => matterId,
  );
  return matters.flatMap(({ id, number }): Trouble[] => {
    const all = receipts.get(id) ?? [];
    if (all.length === 1) return [];
    const kind = all.length === 0 ? 'lost' : 'doubled';
    return [{ kind, resident: all[0]?.resident ?? null, says: `${number} has ${all.length} receipts` }];
  });
};

const judgeCounts = (heard: readonly Heard[], sends: readonly KeptSend[]): readonly Trouble[] => {
  const told = sends.flatMap(({ resident, texts, state }) =>
    texts.map((text) => ({ resident, text, state })),
  );
  const toldTo = Map.groupBy(told, place);
  const heardBy = Map.groupBy(heard, place);
  return [...new Set([...toldTo.keys(), ...heardBy.keys()])].flatMap((where): Trouble[] => {
    const wanted = toldTo.get(where) ?? [];
    const count = heardBy.get(where)?.length ?? 0;
    const least = wanted.filter(({ state }) => state === 'accepted').length;
    const most = wanted.filter(({ state }) => state !== 'refused' && state !== 'cancelled').length;
    const { resident = null, text = '' } = wanted[0] ?? heardBy.get(where)?.[0] ?? {};
    const says = `read ${count} times instead of ${least} to ${most}: ${brief(text)}`;
    if (count < least) return [{ kind: 'lost', resident, says }];
    if (count > most) return [{ kind: wanted.length === 0 ? 'misdirected' : 'doubled', resident, says }];
    return [];
  });
};

const place = ({ resident, text }: Heard): string => `${resident} ${text}`;

const judgeAnswers = ({ answers, heard }: WorldBook): readonly Trouble[] => {
  const readersOf = new Map<string, string[]>();
  for (const { resident, text } of heard) {
    for (const mark of marksIn(text)) readersOf.set(mark, [...(readersOf.get(mark) ?? []), resident]);
  }
  return answers.flatMap((answer) => judgeAnswer(answer, readersOf.get(answer.mark) ?? []));
};

const judgeAnswer = (answer: Answer, readers: readonly string[]): readonly Trouble[] => {
  const { mark, resident, isAcknowledged } = answer;
  const times = readers.filter((reader) => reader === resident).length;
  return [
    ...(isAcknowledged && times === 0
      ? [{ kind: 'lost', resident, says: `the answer ${mark} was not read` } as const]
      : []),
    ...(times > 1
      ? [{ kind: 'doubled', resident, says: `the answer ${mark} was read ${times} times` } as const]
      : []),
    ...readers
      .filter((reader) => reader !== resident)
      .map(
        (reader) => ({ kind: 'misdirected', resident: reader, says: `${mark} is for ${resident}` }) as const,
      ),
  ];
};

/** A receipt names its matter, and whose that is the world knows by the words in it. */
const judgeNumbers = ({ said, heard }: WorldBook, ours: OurBook): readonly Trouble[] => {
  const owners = ownersByNumber(said, ours);
  return heard.flatMap(({ resident, text }) =>
    numbersIn(text)
      .filter((number) => owners.has(number) && owners.get(number) !== resident)
      .map(
        (number) => ({ kind: 'misdirected', resident, says: `read of another's matter ${number}` }) as const,
      ),
  );
};

const ownersByNumber = (said: readonly Said[], ours: OurBook): ReadonlyMap<string, string> => {
  const numberOf = new Map(ours.matters.map(({ id, number }) => [id, number]));
  const residentOf = new Map(said.map(({ messageId, resident }) => [messageId, resident]));
  return new Map(
    ours.messages.flatMap(({ messageId, matterIds }) => {
      const resident = residentOf.get(messageId);
      if (resident === undefined) return [];
      return matterIds.map((id) => [numberOf.get(id) ?? '', resident] as const);
    }),
  );
};

const brief = (text: string): string => text.replaceAll('\n', ' ').slice(0, 60);
