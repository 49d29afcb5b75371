import type { ServiceHealth } from '#src/http/contract/health';
import { sayNumber } from './names.ts';
import type { Speech } from './speech.ts';

type Failure = ServiceHealth['failedSends']['list'][number];
type Calls = ServiceHealth['webhooks']['channels'][number];

/** What could not be sent, a line for each reason; the resident's own choice stands there too, and asks for nothing. */
export const sayFailures = (list: readonly Failure[], speech: Speech): readonly string[] =>
  list.length === 0
    ? ['30日間、ありません']
    : list.map(({ state, reason, day, month }) => {
        const name = sayReason(state, reason, speech);
        return `${name}：24時間に${sayNumber(day)}件、30日間に${sayNumber(month)}件`;
      });

const fateNames = {
  refused: '送れませんでした',
  unknown: '届いたかどうか分かりません',
} as const satisfies Readonly<Record<Failure['state'], string>>;

/** Whoever reads this is the administrator whom a clerk is told to call. */
const sayReason = (state: Failure['state'], reason: Failure['reason'], speech: Speech): string => {
  if (reason === null) return fateNames[state];
  return reason === 'unauthorised' ? '市のアカウントが受け付けられません' : speech.reason(reason);
};

export const adviseOnSends = (list: readonly Failure[]): readonly string[] => {
  const recent = list.filter(({ day }) => day > 0);
  const has = (reason: Failure['reason']) => recent.some((one) => one.reason === reason);
  return [
    ...(has('unauthorised')
      ? [
          '送り先のサービスが、市のアカウントを受け付けません。アクセストークンを発行し直して設定し、起動し直してください。',
        ]
      : []),
    ...(has('quota-spent')
      ? ['今月送れる通数を使い切りました。送り先のサービスの管理画面で、プランを確かめてください。']
      : []),
    '送れなかった返事は、その案件に「送れませんでした」と出ています。担当課に、もう一度送るよう伝えてください。',
  ];
};

/** When each SNS last reached us, and what was wrong in the last day. */
export const sayWebhooks = (channels: readonly Calls[], speech: Speech): readonly string[] =>
  channels.map((calls) => {
    const last =
      calls.lastAcceptedAt === null
        ? 'まだ一度も届いていません'
        : `最後に届いたのは ${speech.time(calls.lastAcceptedAt)}（24時間に${sayNumber(calls.accepted)}回）`;
    const troubles = [
      ...(calls.badSignature > 0 ? [`署名の誤り ${sayNumber(calls.badSignature)}回`] : []),
      ...(calls.malformed > 0 ? [`内容の誤り ${sayNumber(calls.malformed)}回`] : []),
      ...(calls.failed > 0 ? [`保存できず ${sayNumber(calls.failed)}回`] : []),
    ];
    const trouble = troubles.length === 0 ? '' : `。24時間の異常：${troubles.join('、')}`;
    return `${speech.channel(calls.channel)}：${last}${trouble}`;
  });

export const adviseOnWebhooks = (channels: readonly Calls[]): readonly string[] => [
  ...(channels.some(({ badSignature }) => badSignature > 0)
    ? [
        '署名の誤り：設定したシークレットがSNSの管理画面のものと同じかを確かめてください。正しい通知も届いているなら、関係のない相手からの呼び出しで、受け取らずに捨てています。',
      ]
    : []),
  ...(channels.some(({ malformed }) => malformed > 0)
    ? ['内容の誤り：増え続けるときは、こだまを新しくするか、開発元に知らせてください。']
    : []),
  ...(channels.some(({ failed }) => failed > 0)
    ? [
        '保存できず：データベースにつながらなかったなどの理由です。SNSの側が送り直します。続くときは、データベースと「空き容量」を確かめてください。',
      ]
    : []),
];
