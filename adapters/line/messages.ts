import type { messagingApi } from '@line/bot-sdk';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Part } from '#src/ports/channel';

/** LINE checks the lengths (a label has 20 characters at most) and tells in its refusal which one is too long. */
export const lineMessages = (parts: readonly Part[]): messagingApi.Message[] => parts.map(lineMessage);

const lineMessage = (part: Part): messagingApi.Message => {
  switch (part.kind) {
    case 'text':
      return part.quickReplies.length === 0
        ? { type: 'text', text: part.text }
        : { type: 'text', text: part.text, quickReply: { items: part.quickReplies.map(button) } };
    case 'image':
      return { type: 'image', originalContentUrl: part.url, previewImageUrl: part.previewUrl };
    case 'file':
      return { type: 'text', text: part.asText.replaceAll(part.url, inOwnBrowser(part.url)) };
  }
};

/** LINE's own browser keeps no files; by this parameter LINE hands the address to the telephone's browser ("LINE URL scheme"). */
const inOwnBrowser = (url: string): string => `${url}?openExternalBrowser=1`;

const button = ({ label, data }: QuickReply): messagingApi.QuickReplyItem => ({
  type: 'action',
  action: { type: 'postback', label, data, displayText: label },
});
