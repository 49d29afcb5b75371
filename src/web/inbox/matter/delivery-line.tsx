import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useActs } from '#web/inbox/acts/use-acts';
import { acceptedWords, failureReasons, nextSteps } from '#web/inbox/sending-words';
import type { Delivery } from '#web/inbox/words';
import { Button } from '#web/shared/button';
import { AlertIcon, CheckIcon, ClockIcon, ReloadIcon } from '#web/shared/icons';
import { ProblemLine } from '#web/shared/states';
import { sayClock, sayFullTime } from '#web/shared/time';
import { AttemptList } from './attempt-list.tsx';
import type { Message } from './message-item.tsx';

interface DeliveryLineProps {
  readonly message: Message;
  readonly delivery: Delivery;
  readonly matter: MatterDetail;
}

/** The fate of what the city sent. "Accepted" is the platform's word and promises no more. */
export const DeliveryLine = ({ message, delivery, matter }: DeliveryLineProps) => {
  const { retrySend } = useActs(matter.id);
  const retry = useMutation({ mutationFn: () => retrySend(message.id) });
  const recordId = useId();
  const [isRecordOpen, setRecordOpen] = useState(false);
  const step = stepOf(delivery);
  return (
    <div className="mt-1 flex flex-col items-end gap-1">
      <p
        className="flex flex-wrap items-center justify-end gap-x-2 text-dns-14N-130"
        title={sayFullTime(delivery.at)}
      >
        <Fate delivery={delivery} accepted={acceptedWords[matter.resident.channel]} />
        {delivery.mayRetry && (
          <Button onClick={() => retry.mutate()} disabled={retry.isPending} className="min-h-8! px-2.5!">
            <ReloadIcon className="size-4" />
            再送
          </Button>
        )}
        <button
          type="button"
          aria-expanded={isRecordOpen}
          aria-controls={isRecordOpen ? recordId : undefined}
          onClick={() => setRecordOpen(!isRecordOpen)}
          className="min-h-11 rounded-6 px-1.5 text-ink-soft underline decoration-line-firm underline-offset-4 hover:bg-line hover:text-ink tablet:min-h-8"
        >
          送信の記録
        </button>
      </p>
      {step !== null && <p className="max-w-[85%] text-right text-dns-14N-130 text-ink-soft">{step}</p>}
      {isRecordOpen && <AttemptList id={recordId} messageId={message.id} channel={matter.resident.channel} />}
      <ProblemLine error={retry.error} />
    </div>
  );
};

/** Where the answer did not arrive, what the clerk does next. */
const stepOf = ({ state, reason }: Delivery): string | null => {
  switch (state) {
    case 'queued':
    case 'refused':
    case 'unknown':
      return reason === null ? null : nextSteps[reason];
    case 'sending':
    case 'accepted':
    case 'cancelled':
      return null;
  }
};

const Fate = ({ delivery, accepted }: { readonly delivery: Delivery; readonly accepted: string }) => {
  const why = delivery.reason === null ? '' : `：${failureReasons[delivery.reason]}`;
  switch (delivery.state) {
    case 'queued':
      if (delivery.reason === null) return <OnItsWay />;
      return (
        <span className="flex items-center gap-1 font-700 text-danger">
          <AlertIcon className="size-4" />
          まだ送れていません{why}
        </span>
      );
    case 'sending':
      return <OnItsWay />;
    case 'accepted':
      return (
        <span className="flex items-center gap-1 text-ink-soft">
          <CheckIcon className="size-4" />
          {accepted} {sayClock(delivery.at)}
        </span>
      );
    case 'unknown':
      return (
        <span className="flex items-center gap-1 font-700 text-caution">
          <AlertIcon className="size-4" />
          届いたか確認できません{why}
        </span>
      );
    case 'refused':
      return (
        <span className="flex items-center gap-1 font-700 text-danger">
          <AlertIcon className="size-4" />
          送れませんでした{why}
        </span>
      );
    case 'cancelled':
      return <span className="text-ink-soft">送信を取りやめました{why}</span>;
  }
};

const OnItsWay = () => (
  <span className="flex items-center gap-1 text-ink-soft">
    <ClockIcon className="size-4" />
    送信中
  </span>
);
