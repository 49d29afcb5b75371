/** Every channel a resident may write on. Adding one breaks the build wherever it must be thought of. */
export const channelNames = ['line', 'webchat'] as const;

export type ChannelName = (typeof channelNames)[number];
