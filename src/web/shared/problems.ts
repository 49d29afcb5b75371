import type { Problem, ProblemCode } from '#src/http/contract/problem';

/** What went wrong and what to do next, in a clerk's language. */
const sentences = {
  'invalid-request': '入力に誤りがあります。内容を直して、もう一度お試しください。',
  'not-logged-in': 'ログインの期限が切れました。もう一度ログインしてください。',
  'wrong-credentials': 'メールアドレスかパスワードが違います。入力し直してください。',
  'too-many-attempts':
    'ログインを続けて失敗したため、しばらく受け付けられません。時間をおいてお試しください。',
  'password-change-required': '先に、自分のパスワードを決めてください。',
  csrf: '画面を開いてから時間がたっています。ページを読み込み直してください。',
  forbidden: 'この操作は、あなたの役割ではできません。必要なときは管理者に相談してください。',
  'not-found': '見つかりません。ほかの課に移ったか、取り消された可能性があります。',
  stale: '見ていた間に新しい動きがありました。内容を確かめてから、もう一度送信してください。',
  'not-allowed-in-state': '状態が変わったため、この操作はできなくなりました。画面を確かめてください。',
  'on-legal-hold': '保存の指定がある案件のため、消去できません。管理者に相談してください。',
  'too-long': '文章が長すぎます。短くするか、分けて送ってください。',
  'already-exists': 'すでに登録されています。一覧を確かめてください。',
  'link-expired': 'このリンクは期限が切れたか、すでに使われています。管理者に新しいリンクを頼んでください。',
  'last-administrator': '管理者がいなくなるため、変更できません。先に別の管理者を決めてください。',
  'too-large': '送る内容が大きすぎます。小さくしてお試しください。',
  'not-a-picture': 'この形式の画像は送れません。写真（JPEG・PNG・HEICなど）を選んでください。',
  'too-fast': '短い時間にたくさん送られたため、少しのあいだ受け付けられません。少し待ってお試しください。',
  'foreign-page': 'このページからは操作できません。市のページを開き直してお試しください。',
  'code-expired': 'コードが違うか、期限が切れています。新しいコードを作ってください。',
  'file-kind':
    'この種類のファイルは送れません。送れるのは写真と、PDF・Word・Excel・PowerPoint（マクロのないもの）・テキスト・CSVです。',
  'broken-file': '中身がないか、こわれていて開けません。元のファイルを確かめてください。',
  'not-ready': 'ただいま準備中です。少し待って、もう一度お試しください。',
  internal: 'サーバーで問題が起きました。少し待って、もう一度お試しください。',
} as const satisfies Readonly<Record<ProblemCode, string>>;

const unreachable = 'サーバーにつながりません。通信の状態を確かめて、もう一度お試しください。';

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(sentences, code);

/** A refusal by the server, with its reason. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  readonly retryAfterSeconds: number | null;

  constructor(problem: Pick<Problem, 'code' | 'fields' | 'retryAfterSeconds'>) {
    super(problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.fields = problem.fields ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null;
  }
}

/** What the server said of its refusal, or as much as can be made of what came instead. */
export const problemFrom = (told: unknown, status: number): ProblemError => {
  if (typeof told !== 'object' || told === null || !('code' in told) || !isProblemCode(told.code))
    return new ProblemError({
      code: status === 401 ? 'not-logged-in' : status === 413 ? 'too-large' : 'internal',
    });
  const wait = 'retryAfterSeconds' in told ? told.retryAfterSeconds : undefined;
  return new ProblemError({
    code: told.code,
    ...(typeof wait === 'number' ? { retryAfterSeconds: wait } : {}),
  });
};

/** Anything but a refusal by the server is a request that did not come through. */
export const sayProblem = (error: unknown): string => {
  if (!(error instanceof ProblemError)) return unreachable;
  const seconds = error.retryAfterSeconds;
  if (error.code === 'too-many-attempts' && seconds !== null)
    return `ログインを続けて失敗したため、しばらく受け付けられません。${sayPause(seconds)}ほど待ってお試しください。`;
  return sentences[error.code];
};

const sayPause = (seconds: number): string =>
  seconds < 60 ? `${Math.max(1, Math.ceil(seconds))}秒` : `${Math.ceil(seconds / 60)}分`;

export const isProblem = (error: unknown, code: ProblemCode): boolean =>
  error instanceof ProblemError && error.code === code;
