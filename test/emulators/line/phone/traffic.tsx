import type { ApiEntry, Entry, WebhookEntry, WebhookOutcome } from '#test/emulators/line/contract';
import { redeliver } from './hands.ts';
import { clockSeconds } from './time.ts';

/** Webhooks and API calls as they pass, the newest first. */
export const Traffic = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <section
    aria-labelledby="traffic"
    className="flex min-h-0 flex-col rounded-8 border border-solid-gray-300 bg-white lg:flex-1"
  >
    <h2 id="traffic" className="px-4 pt-4 pb-2 text-std-16B-170">
      通信の記録
    </h2>
    {entries.length === 0 ? (
      <p className="px-4 pb-4 text-dns-14N-130 text-solid-gray-700">
        まだありません。電話から何か送ると、ここに市役所との通信が並びます。
      </p>
    ) : (
      <ul aria-label="通信の一覧" className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {entries.toReversed().map((entry) => (
          <li key={entry.seq} className="border-t border-solid-gray-200">
            {entry.kind === 'webhook' ? <WebhookRow entry={entry} /> : <ApiRow entry={entry} />}
          </li>
        ))}
      </ul>
    )}
  </section>
);

const WebhookRow = ({ entry }: { readonly entry: WebhookEntry }) => {
  const result = resultOf(entry.outcome);
  return (
    <Row
      at={entry.at}
      direction="→ 市役所"
      what={`${entry.summary.join(', ')}${entry.isRedelivery ? '（再送）' : ''}`}
      result={result.words}
      isGood={result.isGood}
    >
      <Code title="本文" text={pretty(JSON.parse(entry.body))} />
      <Code title="x-line-signature" text={entry.signature} />
      {entry.eventIds.map((id) => (
        <button
          key={id}
          type="button"
          onClick={() => void redeliver(id)}
          className="mt-2 min-h-11 rounded-8 border border-solid-gray-536 px-3 text-oln-14N-100 hover:bg-solid-gray-50 lg:min-h-8"
        >
          もう一度届ける
        </button>
      ))}
    </Row>
  );
};

const ApiRow = ({ entry }: { readonly entry: ApiEntry }) => (
  <Row
    at={entry.at}
    direction="← 市役所"
    what={entry.endpoint === 'unknown' ? entry.request : entry.endpoint}
    result={`${entry.status}${entry.fault === null ? '' : `・${entry.fault}`}`}
    isGood={entry.status < 400 && entry.fault === null}
  >
    <Code title={entry.request} text={pretty(entry.body)} />
    <Code title={`答え（${entry.requestId}）`} text={pretty(entry.answer)} />
    {entry.retryKey !== null && <Code title="x-line-retry-key" text={entry.retryKey} />}
  </Row>
);

interface RowProps {
  readonly at: number;
  readonly direction: string;
  readonly what: string;
  readonly result: string;
  readonly isGood: boolean;
  readonly children: React.ReactNode;
}

const Row = ({ at, direction, what, result, isGood, children }: RowProps) => (
  <details className="px-2">
    <summary className="flex min-h-11 items-center gap-3 text-dns-14N-130 lg:min-h-9">
      <span className="shrink-0 text-solid-gray-700 tabular-nums">{clockSeconds(at)}</span>
      <span className="shrink-0">{direction}</span>
      <span className="min-w-0 flex-1 truncate font-mono">{what}</span>
      <span className={`shrink-0 tabular-nums ${isGood ? 'text-green-900' : 'font-bold text-red-1000'}`}>
        {result}
      </span>
    </summary>
    <div className="pb-3">{children}</div>
  </details>
);

const Code = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <>
    <p className="mt-1 text-dns-14B-130 wrap-anywhere">{title}</p>
    <pre className="rounded-4 bg-solid-gray-50 p-2 font-mono text-dns-14N-130 wrap-anywhere whitespace-pre-wrap">
      {text}
    </pre>
  </>
);

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const resultOf = (outcome: WebhookOutcome | null): { readonly words: string; readonly isGood: boolean } => {
  switch (outcome?.kind) {
    case undefined:
      return { words: '待っています…', isGood: true };
    case 'answered':
      return { words: String(outcome.status), isGood: outcome.status < 300 };
    case 'timed-out':
      return { words: '時間切れ', isGood: false };
    case 'unreachable':
      return { words: 'つながりません', isGood: false };
    case 'held':
      return { words: 'ためています', isGood: true };
    case 'no-webhook-url':
      return { words: '宛先なし', isGood: false };
  }
};
