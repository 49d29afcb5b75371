import type { MatterDetail, MatterRow, MatterView, ThreadItem } from '#src/http/contract/matters';

type Message = Extract<ThreadItem, { kind: 'message' }>;
export type Delivery = NonNullable<Message['delivery']>;
export type CloseReason = Extract<
  Extract<ThreadItem, { kind: 'event' }>['what'],
  { name: 'closed' }
>['reason'];

export const viewNames = {
  mine: '自分',
  department: '課',
  unassigned: '未担当',
  sorting: '振り分け待ち',
  all: 'すべて',
} as const satisfies Readonly<Record<MatterView, string>>;

export const stateNames = {
  sorting: '振り分け待ち',
  new: '新着',
  open: '対応中',
  waiting: '返事待ち',
  closed: '対応済み',
} as const satisfies Readonly<Record<MatterRow['state'], string>>;

export const channelNames = { line: 'LINE', webchat: 'Webチャット' } as const satisfies Readonly<
  Record<MatterRow['resident']['channel'], string>
>;

export const closeReasonNames = {
  solved: '解決した',
  answered: '回答した',
  'passed-on': '市の外の窓口に引き継いだ',
  'no-reply': '住民から返事がない',
  'not-for-city': '市の仕事ではない',
} as const satisfies Readonly<Record<CloseReason, string>>;

/** Why something is erased for good. */
export const messageErasureReasons = ['resident-asked', 'others-data', 'sent-in-error', 'rules'] as const;
export const residentErasureReasons = ['resident-asked', 'rules'] as const;
export type ErasureReason = (typeof messageErasureReasons)[number];

export const erasureReasonNames = {
  'resident-asked': '住民本人から求められた',
  'others-data': 'ほかの人の個人情報がふくまれる',
  'sent-in-error': 'まちがって送られた',
  rules: '法令や市の規程による',
} as const satisfies Readonly<Record<ErasureReason, string>>;

/** What becomes of the city's own message on the resident's side when the city erases it. */
export const afterErasing = {
  line: '住民の LINE の画面からは消えません。',
  webchat: '住民のWebチャットの画面からも消えます。',
} as const satisfies Readonly<Record<MatterRow['resident']['channel'], string>>;

export const sureWords = { high: '高い', medium: '中くらい', low: '低い' } as const satisfies Readonly<
  Record<NonNullable<MatterDetail['routing']>['confidence'], string>
>;

type Preview = NonNullable<MatterRow['preview']>;

const kindNames = {
  text: '絵文字が届きました',
  image: '写真が届きました',
  video: '動画が届きました',
  audio: '音声が届きました',
  file: 'ファイルが届きました',
  place: '場所が届きました',
  sticker: 'スタンプが届きました',
  unsupported: '表示できない種類のメッセージです',
  'taken-back': '取り消し・消去されたメッセージ',
} as const satisfies Readonly<Record<Preview['kind'], string>>;

/** What the city's side sends besides words. */
const sentNames: Readonly<Partial<Record<Preview['kind'], string>>> = {
  image: '写真を送りました',
  file: 'ファイルを送りました',
};

/** What a row of the list says of the last message. */
export const sayPreview = (preview: MatterRow['preview']): string => {
  if (preview === null) return '見られるメッセージはありません';
  const said = preview.text === null || preview.text === '' ? null : preview.text;
  if (preview.from === 'resident') return said ?? kindNames[preview.kind];
  return `市：${said ?? sentNames[preview.kind] ?? kindNames[preview.kind]}`;
};

type Said = NonNullable<MatterRow['preview']>['kind'];

const saidNames = {
  text: '絵文字',
  image: '写真',
  video: '動画',
  audio: '音声',
  file: 'ファイル',
  place: '場所',
  sticker: 'スタンプ',
  unsupported: '表示できない種類のメッセージ',
  'taken-back': '取り消されたメッセージ',
} as const satisfies Readonly<Record<Said, string>>;

/** The beginning of what is quoted or, where it has no words, what it is. */
export const sayQuoted = ({
  says,
  excerpt,
}: {
  readonly says: Said;
  readonly excerpt: string | null;
}): string => excerpt ?? saidNames[says];

export const sayResident = (name: string | null): string => name ?? '名前のわからない方';
