import type { Trouble } from './answer.ts';

/** What went wrong and what to do next, for a resident. */
export const sayTrouble = (trouble: Trouble): string => {
  switch (trouble.kind) {
    case 'unreached':
      return 'つながりませんでした。電波の届くところで、もう一度お試しください。';
    case 'refused':
      return sayRefusal(trouble.code, trouble.retryAfterSeconds);
  }
};

const sayRefusal = (code: string, retryAfterSeconds: number | null): string => {
  switch (code) {
    case 'too-fast':
    case 'too-many-attempts':
      return `短い時間にたくさん届いたため、少しお休みしています。${sayWait(retryAfterSeconds)}待って、もう一度お試しください。`;
    case 'too-large':
      return '大きすぎて送れませんでした。写真は20MBまでです。別の写真を選んでください。';
    case 'not-a-picture':
      return 'この形式は送れませんでした。カメラで撮った写真を選んでください。';
    case 'too-long':
      return '文章が長すぎます。いくつかに分けて送ってください。';
    case 'code-expired':
      return '番号が違うか、期限が切れています。元の端末で、新しい番号を出してください。';
    case 'not-logged-in':
      return 'この端末のやりとりは終わっています。画面を読み込み直してください。';
    case 'invalid-request':
      return '送れない内容が入っています。書き直してお試しください。';
    case 'not-found':
    case 'not-allowed-in-state':
      return '見つかりませんでした。すでに取り消されたか、消された可能性があります。';
    case 'foreign-page':
      return 'このページからは送れません。市のホームページから開き直してください。';
  }
  return 'うまくいきませんでした。少し待って、もう一度お試しください。';
};

const sayWait = (seconds: number | null): string => {
  if (seconds === null) return '少し';
  return seconds < 60 ? `${Math.max(1, Math.ceil(seconds))}秒ほど` : `${Math.ceil(seconds / 60)}分ほど`;
};

/** After how long the page itself tries again; null where that would not help, or takes longer than anybody watches. */
export const pauseAfter = (trouble: Trouble): number | null => {
  if (!isRefusal(trouble, 'too-fast') || trouble.kind !== 'refused') return null;
  const { retryAfterSeconds: seconds } = trouble;
  return seconds === null || seconds > mostPauseSeconds ? null : seconds * 1_000;
};

export const sayPause = (ms: number): string =>
  `短い時間にたくさん届いたため、${sayWait(ms / 1_000)}待って送ります。この画面を開いたままお待ちください。`;

const mostPauseSeconds = 180;

export const isRefusal = (trouble: Trouble, code: string): boolean =>
  trouble.kind === 'refused' && trouble.code === code;
