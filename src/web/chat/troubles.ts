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
      return `短い時間にたくさん届いたため、少しお休みしています。${sayPause(retryAfterSeconds)}待って、もう一度お試しください。`;
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

const sayPause = (seconds: number | null): string => {
  if (seconds === null) return '少し';
  return seconds < 60 ? `${Math.max(1, Math.ceil(seconds))}秒ほど` : `${Math.ceil(seconds / 60)}分ほど`;
};

export const isRefusal = (trouble: Trouble, code: string): boolean =>
  trouble.kind === 'refused' && trouble.code === code;
