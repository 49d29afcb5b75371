import type { MatterDetail } from '#src/http/contract/matters';
import { splitForPreview } from '#web/shared/split';
import { sayPlan } from './laid-down.ts';

type Limits = MatterDetail['channelLimits'];

export interface SendPlan {
  readonly parts: readonly string[];
  /** UTF-16 code units that fit in one message. */
  readonly charsPerMessage: number;
  readonly isTooLong: boolean;
  /** Null when only words are sent. */
  readonly withAttached: string | null;
}

export const planSend = (
  text: string,
  attached: { readonly pictures: number; readonly files: number },
  { charsPerMessage, messagesPerSend }: Limits,
): SendPlan => {
  const parts = splitForPreview(text, charsPerMessage);
  const { pictures, files } = attached;
  return {
    parts,
    charsPerMessage,
    isTooLong: parts.length + pictures + files > messagesPerSend,
    withAttached: pictures + files === 0 ? null : sayPlan(parts.length, pictures, files, messagesPerSend),
  };
};

/** How much room is left, and where a long answer will be parted. */
export const SendPlanView = ({ plan, length }: { readonly plan: SendPlan; readonly length: number }) => {
  const { parts, charsPerMessage, isTooLong, withAttached } = plan;
  if (withAttached !== null)
    return (
      <p role="status" className={`text-dns-14N-130 ${isTooLong ? 'font-700 text-danger' : 'text-ink-soft'}`}>
        {withAttached}
      </p>
    );
  const left = charsPerMessage - length;
  if (parts.length <= 1)
    return (
      <p
        className={`text-dns-14N-130 whitespace-nowrap ${left < 200 ? 'font-700 text-caution' : 'text-ink-faint'}`}
      >
        残り {left.toLocaleString('ja-JP')} 字
      </p>
    );
  return (
    <details className="min-w-0 text-dns-14N-130 open:basis-full">
      <summary className={isTooLong ? 'font-700 text-danger' : 'font-700 text-caution'}>
        {isTooLong
          ? `長すぎます（${parts.length}通になります）。短くしてください`
          : `${parts.length}通に分けて送ります（${length.toLocaleString('ja-JP')} 字）`}
      </summary>
      <ol className="mt-1 max-h-32 overflow-y-auto rounded-8 border border-line-firm bg-surface px-3 py-1">
        {parts.map((part, index) => (
          <li key={index} className="border-b border-line py-1.5 last:border-0">
            <b className="mr-2 font-700">{index + 1}通目</b>
            {part.length > 40 ? `${part.slice(0, 16)}……${part.trimEnd().slice(-20)}` : part}
          </li>
        ))}
      </ol>
    </details>
  );
};
