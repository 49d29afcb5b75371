import type { ServiceHealth, SetAside } from '#src/http/contract/health';
import { saySize } from '#web/shared/size';
import { sayTime } from '#web/shared/time';
import { adviseOnSends, adviseOnWebhooks, sayFailures, sayWebhooks } from './platform-words.ts';

export type Level = ServiceHealth['overall'];

export const levelNames = {
  good: '正常',
  watch: '注意',
  act: '対応が必要',
} as const satisfies Readonly<Record<Level, string>>;

export const overallWords = {
  good: 'こだまは正常に動いています。',
  watch: '動いていますが、気を付けて見るところがあります。',
  act: 'すぐに対応が必要なところがあります。',
} as const satisfies Readonly<Record<Level, string>>;

export const roleNames = {
  all: '画面と処理',
  web: '画面と受け付け',
  worker: '処理（読み取りと送信）',
} as const satisfies Readonly<Record<ServiceHealth['processes']['list'][number]['role'], string>>;

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

export const sayChecks = (health: ServiceHealth): readonly Check[] =>
  checkIds.map((id) => {
    const { level } = health[id];
    const { title, facts, advise } = sayings[id](health);
    return { id, title, level, facts, advice: level === 'good' ? [] : advise(level) };
  });

interface Saying {
  readonly title: string;
  readonly facts: readonly string[];
  readonly advise: (level: Exclude<Level, 'good'>) => readonly string[];
}

const sayings: Readonly<Record<CheckId, (health: ServiceHealth) => Saying>> = {
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
  sort: ({ at, sort }) => ({
    title: '読み取り待ち',
    facts: [sayBacklog(sort, at)],
    advise: (level) => [
      level === 'act'
        ? '住民への受付のお知らせが遅れています。「プログラム」に処理が出ているかを確かめ、出ていれば処理（npm run worker）を増やしてください。'
        : 'いつもより時間がかかっています。数分たっても減らないときは、処理（npm run worker）を増やしてください。',
    ],
  }),
  send: ({ at, send }) => ({
    title: '送信待ち',
    facts: [sayBacklog(send, at)],
    advise: () => [
      '住民への返事が遅れています。送り先のサービスの障害情報と、サーバーの通信を確かめてください。送れるようになれば、自動で送ります。',
    ],
  }),
  fetch: ({ at, fetch }) => ({
    title: '写真・ファイルの取り込み待ち',
    facts: [sayBacklog(fetch, at)],
    advise: () => ['取り込みが遅れています。「空き容量」と、サーバーの通信を確かめてください。'],
  }),
  failedSends: ({ failedSends: { list } }) => ({
    title: '送れなかったもの',
    facts: sayFailures(list),
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
  webhooks: ({ at, webhooks: { channels } }) => ({
    title: 'SNSからの通知',
    facts: channels.length === 0 ? ['SNSは使っていません'] : sayWebhooks(channels, Date.parse(at)),
    advise: () => adviseOnWebhooks(channels),
  }),
  disk: ({ disk: { space, databaseBytes } }) => ({
    title: '空き容量',
    facts: [
      space === null
        ? '写真・ファイルの置き場所の空きを調べられません'
        : `写真・ファイルの置き場所：空き ${sayBytes(space.freeBytes)}（全体 ${sayBytes(space.totalBytes)}）`,
      `データベースの大きさ：${sayBytes(databaseBytes)}（別のサーバーにあるときは、そちらの空きも確かめてください）`,
    ],
    advise: () => [
      space === null
        ? 'DATA_DIR の設定と、そのディスクがつながっているかを確かめてください。'
        : '空きが少なくなっています。古いバックアップなどを別の場所に移すか、容量を増やしてください。空きがなくなると、住民からの連絡を受け取れません。',
    ],
  }),
  backup: ({ at, backup: { takenAt } }) => ({
    title: 'バックアップ',
    facts: [
      takenAt === null ? 'まだ一度も取っていません' : `最後に取ったのは ${sayTime(takenAt, Date.parse(at))}`,
    ],
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
  at: string,
): string =>
  oldestAt === null
    ? 'ありません'
    : `${sayNumber(count)}件（いちばん古いものは${sayTime(oldestAt, Date.parse(at))}）`;

export const sayNumber = (count: number): string => count.toLocaleString('ja-JP');

const gigabyte = 1_000_000_000;
const sayBytes = (bytes: number): string =>
  bytes < gigabyte ? saySize(bytes) : `${(bytes / gigabyte).toFixed(1)} GB`;

const kindNames: Readonly<Record<string, string>> = {
  message: '文・写真など',
  edit: '書き直し',
  unsend: '取り消し',
  postback: 'ボタンの選択',
  follow: '友だち追加',
  unfollow: 'ブロック',
  group: 'グループでの発言',
};

export const sayKind = ({ kind }: SetAside): string => kindNames[kind] ?? 'その他';
