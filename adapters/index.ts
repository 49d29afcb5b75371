import { lineChannel, type LineSettings } from '#adapters/line/channel';
import { webchatChannel, type WebchatSettings } from '#adapters/webchat/channel';
import type { ChannelName } from '#src/domain/channel-name';
import type { Channel } from '#src/ports/channel';

/** What each channel needs to be built; null where this installation does not use it. */
export interface ChannelSettings {
  readonly line: LineSettings | null;
  readonly webchat: WebchatSettings | null;
}

/** The channels this installation uses. A channel without its settings is off: there is no half-open one. */
export const channelsFrom = (settings: ChannelSettings): readonly Channel[] =>
  Object.values({
    line: settings.line && lineChannel(settings.line),
    webchat: settings.webchat && webchatChannel(settings.webchat),
  } satisfies Record<ChannelName, Channel | null>).filter((channel) => channel !== null);
