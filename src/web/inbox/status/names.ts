import type { ServiceHealth, SetAside } from '#src/http/contract/health';

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

export const sayNumber = (count: number): string => count.toLocaleString('ja-JP');

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
