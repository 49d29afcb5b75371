import type { MatterRow } from '#src/http/contract/matters';
import type { Attempt, Hold } from '#src/http/contract/sending';
import { channelNames, type Delivery } from './words.ts';

type Reason = NonNullable<Delivery['reason']>;
type Channel = MatterRow['resident']['channel'];

/** What is known of an answer that has left: what a platform says, or that it lies in the city's own chat. */
export const acceptedWords = {
  line: 'LINE が受け付けました',
  webchat: 'Webチャットに届きました',
} as const satisfies Readonly<Record<Channel, string>>;

export const failureReasons = {
  'recipient-gone': '住民にブロックされています',
  'quota-spent': '今月の送信数の上限に達しています',
  'too-long': '文章か添付が多すぎました',
  'wrong-address': '住民の宛先が無効になっています',
  'wrong-picture': '写真を受け取ってもらえませんでした',
  'wrong-button': 'ボタンの設定に誤りがあります',
  'wrong-quote': '元のメッセージを引用できませんでした',
  refused: '送り先のサービスに断られました',
  unauthorised: '市のアカウントの設定に問題があります',
  unprepared: '送る準備ができませんでした',
  'no-answer-from-platform': '送り先のサービスから返事がありません',
  'taken-back': '送る前に取り消されました',
  undone: '操作が元に戻されました',
  'gave-up': '何度か試しましたが送れませんでした',
} as const satisfies Readonly<Record<Reason, string>>;

/** What a clerk does next; null where nothing is to be done. */
export const nextSteps = {
  'recipient-gone': '電話など、別の方法で連絡してください。',
  'quota-spent': '急ぐときは電話で連絡してください。上限が変わったら、再送できます。',
  'too-long': '短くするか、いくつかに分けて、もう一度お返事ください。',
  'wrong-address': '電話など、別の方法で連絡してください。',
  'wrong-picture': '別の写真を選ぶか、写真なしで、もう一度お返事ください。',
  'wrong-button': '文面を設定した担当者に知らせてください。',
  'wrong-quote': '引用を外して、もう一度お返事ください。',
  refused: '内容を変えてもう一度お返事ください。続くときは管理者に知らせてください。',
  unauthorised: '管理者に知らせてください。直ると、自動で送られます。',
  unprepared: '短くするか分けて、もう一度お返事ください。続くときは管理者に知らせてください。',
  'no-answer-from-platform': '届いていることもあります。再送すると、二度届くことがあります。',
  'taken-back': null,
  undone: null,
  'gave-up': '時間をおいて再送してください。急ぐときは電話で連絡してください。',
} as const satisfies Readonly<Record<Reason, string | null>>;

export const routeNames = {
  line: { reply: '応答（無料）', push: 'プッシュ' },
  webchat: { reply: 'Webチャット', push: 'Webチャット' },
} as const satisfies Readonly<Record<Channel, Readonly<Record<Attempt['route'], string>>>>;

/** By which name the platform's people find the call. */
export const requestIdNames = {
  line: 'LINEの受付番号',
  webchat: '受付番号',
} as const satisfies Readonly<Record<Channel, string>>;

const resultNames = {
  accepted: '受け付けられました',
  throttled: '混んでいました。時間をおいて送り直します',
  'quota-spent': '今月の送信数の上限でした',
  unavailable: 'つながりませんでした',
  unknown: '返事がありませんでした',
  'token-invalid': '応答の期限が過ぎていました',
  'recipient-gone': '住民にブロックされています',
  refused: '断られました',
  unauthorised: '市のアカウントの設定に問題がありました',
  unprepared: '送る準備ができませんでした',
} as const satisfies Readonly<Record<NonNullable<Attempt['result']>, string>>;

/** A try that never came back is under way for some seconds, and after that was cut off. */
export const sayResult = ({ result }: Pick<Attempt, 'result'>): string =>
  result === null ? '結果がわかりません' : resultNames[result];

export const sayHold = ({ channel, kind }: Hold): { readonly what: string; readonly next: string } => {
  const name = channelNames[channel];
  switch (kind) {
    case 'quota-spent':
      return {
        what: `今月の${name}の送信数の上限に達しました。返信は住民に届いていません（受付のお知らせは届きます）。`,
        next: `管理者に、${name}公式アカウントの上限の変更を頼んでください。変わると、1日以内の返信は自動で送られます。急ぐ方には電話で連絡してください。`,
      };
    case 'unauthorised':
      return {
        what: `市の${name}アカウントに接続できません。返信も受付のお知らせも、住民に届いていません。`,
        next: '管理者に、アクセストークンの確認を頼んでください。直ると、1日以内のものは自動で送られます。急ぐ方には電話で連絡してください。',
      };
  }
};
