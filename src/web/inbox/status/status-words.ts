import type { ServiceHealth } from '#src/http/contract/health';
import { sayNumber, type Level } from './names.ts';
import { adviseOnSends, adviseOnWebhooks, sayFailures, sayWebhooks } from './platform-words.ts';
import type { Speech } from './speech.ts';

const queueNames = { postgres: 'PostgreSQL', redis: 'Redis' } as const satisfies Readonly<
  Record<ServiceHealth['queue']['kinds'][number], string>
>;

export const checkIds = [
  'processes',
  'queue',
  'sort',
  'send',
  'fetch',
  'failedSends',
  'setAside',
  'webhooks',
  'disk',
  'backup',
] as const;
export type CheckId = (typeof checkIds)[number];

/** One line of the page: what it is about, how it is, and, unless all is well, what to do. */
export interface Check {
  readonly id: CheckId;
  readonly title: string;
  readonly level: Level;
  readonly facts: readonly string[];
  readonly advice: readonly string[];
}

export const sayChecks = (health: ServiceHealth, speech: Speech): readonly Check[] =>
  checkIds.map((id) => {
    const { level } = health[id];
    const { title, facts, advise } = sayings[id](health, speech);
    return { id, title, level, facts, advice: level === 'good' ? [] : advise(level) };
  });

interface Saying {
  readonly title: string;
  readonly facts: readonly string[];
  readonly advise: (level: Exclude<Level, 'good'>) => readonly string[];
}

const sayings: Readonly<Record<CheckId, (health: ServiceHealth, speech: Speech) => Saying>> = {
  processes: ({ processes }) => ({
    title: 'プログラム',
    facts: [`${processes.list.filter(({ isSilent }) => !isSilent).length}つ動いています`],
    advise: () => [
      ...(processes.hasWorker
        ? []
        : [
            '住民からの連絡を読み取って返事を送る「処理」が動いていません。届いたものは保存されています。サーバーで npm run worker（1台で動かすときは npm start）を起動してください。',
          ]),
      ...(processes.list.some(({ isSilent }) => isSilent)
        ? [
            '「応答なし」のプログラムは、止まったか、データベースにつながらない状態です。そのサーバーのログを確かめ、必要なら起動し直してください。1時間たつと表示から消えます。',
          ]
        : []),
    ],
  }),
  queue: ({ queue: { kinds } }) => ({
    title: '待ち行列',
    facts: [
      kinds.length === 0
        ? '使っているプログラムがありません'
        : `${kinds.map(nameOfQueue).join('と')}を使っています`,
    ],
    advise: () => [
      `待ち行列につながらないプログラムがあります。届いたものは保存されていて、つながれば自動で続きます。${kinds.includes('redis') ? 'Redisが動いているか、REDIS_URL の設定が正しいか' : 'データベースが動いているか'}を確かめてください。`,
    ],
  }),
  sort: ({ sort }, speech) => ({
    title: '読み取り待ち',
    facts: [sayBacklog(sort, speech)],
    advise: (level) => [
      level === 'act'
        ? '住民への受付のお知らせが遅れています。「プログラム」に処理が出ているかを確かめ、出ていれば処理（npm run worker）を増やしてください。'
        : 'いつもより時間がかかっています。数分たっても減らないときは、処理（npm run worker）を増やしてください。',
    ],
  }),
  send: ({ send }, speech) => ({
    title: '送信待ち',
    facts: [sayBacklog(send, speech)],
    advise: () => [
      '住民への返事が遅れています。送り先のサービスの障害情報と、サーバーの通信を確かめてください。送れるようになれば、自動で送ります。',
    ],
  }),
  fetch: ({ fetch }, speech) => ({
    title: '写真・ファイルの取り込み待ち',
    facts: [sayBacklog(fetch, speech)],
    advise: () => ['取り込みが遅れています。「空き容量」と、サーバーの通信を確かめてください。'],
  }),
  failedSends: ({ failedSends: { list } }, speech) => ({
    title: '送れなかったもの',
    facts: sayFailures(list, speech),
    advise: () => adviseOnSends(list),
  }),
  setAside: ({ setAside: { count } }) => ({
    title: '読み取れなかったもの',
    facts: [count === 0 ? 'ありません' : `${sayNumber(count)}件あります`],
    advise: () => [
      '何度試しても読み取れず、脇に置いてあります。まだ案件になっていません。プログラムを新しくするなど、原因を取り除いてから「もう一度読み取る」を押してください。',
      '急ぐときは、同じ住民の案件の担当課に、住民へ連絡するよう頼んでください。',
    ],
  }),
  webhooks: ({ webhooks: { channels } }, speech) => ({
    title: 'SNSからの通知',
    facts: channels.length === 0 ? ['SNSは使っていません'] : sayWebhooks(channels, speech),
    advise: () => adviseOnWebhooks(channels),
  }),
  disk: ({ disk: { space, databaseBytes } }, speech) => ({
    title: '空き容量',
    facts: [
      space === null
        ? '写真・ファイルの置き場所の空きを調べられません'
        : `写真・ファイルの置き場所：空き ${sayBytes(space.freeBytes, speech)}（全体 ${sayBytes(space.totalBytes, speech)}）`,
      `データベースの大きさ：${sayBytes(databaseBytes, speech)}（別のサーバーにあるときは、そちらの空きも確かめてください）`,
    ],
    advise: () => [
      space === null
        ? 'DATA_DIR の設定と、そのディスクがつながっているかを確かめてください。'
        : '空きが少なくなっています。古いバックアップなどを別の場所に移すか、容量を増やしてください。空きがなくなると、住民からの連絡を受け取れません。',
    ],
  }),
  backup: ({ backup: { takenAt } }, speech) => ({
    title: 'バックアップ',
    facts: [takenAt === null ? 'まだ一度も取っていません' : `最後に取ったのは ${speech.time(takenAt)}`],
    advise: () => [
      takenAt === null
        ? 'npm run backup が毎晩動くように設定してください。'
        : '毎晩のバックアップが止まっています。npm run backup を動かし、定期実行の設定を確かめてください。',
    ],
  }),
};

const nameOfQueue = (kind: keyof typeof queueNames): string => queueNames[kind];

const sayBacklog = (
  { count, oldestAt }: { readonly count: number; readonly oldestAt: string | null },
  { time }: Speech,
): string =>
  oldestAt === null ? 'ありません' : `${sayNumber(count)}件（いちばん古いものは${time(oldestAt)}）`;

const gigabyte = 1_000_000_000;
const sayBytes = (bytes: number, { size }: Speech): string =>
  bytes < gigabyte ? size(bytes) : `${(bytes / gigabyte).toFixed(1)} GB`;
