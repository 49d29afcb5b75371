import type { ThreadItem } from '#src/http/contract/matters';
import { closeReasonNames } from '#web/inbox/words';
import { TimeText } from '#web/shared/time-text';

type Event = Extract<ThreadItem, { kind: 'event' }>;

export const EventLine = ({ event }: { readonly event: Event }) => (
  <p className="text-center text-dns-14N-130 text-ink-soft">
    {sayEvent(event)}
    <TimeText isUnderDay iso={event.at} className="ml-2 text-ink-faint" />
  </p>
);

const sayEvent = ({ what, actorName }: Event): string => {
  const by = actorName === null ? '' : `${actorName}さんが`;
  switch (what.name) {
    case 'opened':
      return `案件を受け付けました（${what.departmentName}）`;
    case 'routed':
      return `${what.departmentName}に振り分けました`;
    case 'transferred':
      return `${by}担当課を変えました：${what.fromName} → ${what.toName}`;
    case 'assigned':
      if (what.assigneeName === null) return `${by}担当者を外しました`;
      return what.assigneeName === actorName
        ? `${by}担当になりました`
        : `${by}担当者を決めました：${what.assigneeName}`;
    case 'closed':
      return `${by}対応済みにしました：${closeReasonNames[what.reason]}`;
    case 'reopened':
      return actorName === null ? '住民からの連絡で、対応を再開しました' : `${by}対応を再開しました`;
    case 'undone':
      return `${by}直前の操作を元に戻しました`;
    case 'resident-erased':
      return `${by}この住民の記録をすべて消去しました`;
    case 'blocked':
      return '住民が市のアカウントをブロックしました。メッセージは届きません';
    case 'unblocked':
      return '住民がブロックを解除しました。メッセージがまた届きます';
  }
};
