import type { MatterRow } from '#src/http/contract/matters';
import { channelNames } from '#web/inbox/words';
import { BubbleIcon, ChatPageIcon } from '#web/shared/icons';

type ChannelName = MatterRow['resident']['channel'];

const icons = { line: BubbleIcon, webchat: ChatPageIcon } as const satisfies Readonly<
  Record<ChannelName, typeof BubbleIcon>
>;

/** On which channel a resident wrote: a drawing for the eye, a name for the ear and for whoever points at it. */
export const ChannelMark = ({ channel }: { readonly channel: ChannelName }) => {
  const Icon = icons[channel];
  return (
    <span title={channelNames[channel]}>
      <Icon className="size-4" />
      <span className="sr-only">{channelNames[channel]}</span>
    </span>
  );
};
