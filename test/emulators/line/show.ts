import type { Bubble, Content, Tap } from './contract.ts';
import type { LineAction } from './validate-action.ts';
import type { LineMessage } from './validate.ts';

/** How a message object of the city looks on the resident's phone. */
export const cityBubble = (
  id: string,
  at: number,
  message: LineMessage,
  quotedMessageId: string | null,
): Bubble => ({
  id,
  author: 'city',
  writer: null,
  at,
  content: contentOf(message),
  quotedMessageId,
  imageSet: null,
  isEdited: false,
  quickReplies: (message.quickReply?.items ?? []).map(({ action }) => tapOf(action)),
  isRead: true,
});

const contentOf = (message: LineMessage): Content => {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return { kind: 'text', text: message.text };
    case 'image':
      return { kind: 'image', url: message.previewImageUrl, originalUrl: message.originalContentUrl };
    case 'video':
      return { kind: 'video', url: message.originalContentUrl };
    case 'audio':
      return { kind: 'audio', url: message.originalContentUrl };
    case 'location': {
      const { title, address, latitude, longitude } = message;
      return { kind: 'location', title, address, latitude, longitude };
    }
    case 'sticker':
      return { kind: 'sticker', packageId: message.packageId, stickerId: message.stickerId };
    case 'template':
      return cardOf(message);
    case 'flex':
    case 'imagemap':
      return { kind: 'other', type: message.type, altText: message.altText };
    case 'coupon':
      return { kind: 'other', type: message.type, altText: '' };
  }
};

const cardOf = ({ altText, template }: Extract<LineMessage, { type: 'template' }>): Content => {
  switch (template.type) {
    case 'buttons':
      return {
        kind: 'card',
        title: template.title ?? '',
        text: template.text,
        buttons: template.actions.map(tapOf),
      };
    case 'confirm':
      return { kind: 'card', title: '', text: template.text, buttons: template.actions.map(tapOf) };
    case 'carousel':
    case 'image_carousel':
      return { kind: 'other', type: template.type, altText };
  }
};

const tapOf = (action: LineAction): Tap => {
  switch (action.type) {
    case 'message':
      return { kind: 'says', label: action.label, text: action.text };
    case 'postback': {
      const { label, data, displayText = null } = action;
      return { kind: 'posts-back', label, data, displayText };
    }
    case 'uri':
      return { kind: 'opens', label: action.label, uri: action.uri };
    case 'camera':
    case 'cameraRoll':
      return { kind: 'sends-photo', label: action.label };
    case 'location':
      return { kind: 'sends-place', label: action.label };
    case 'datetimepicker':
    case 'clipboard':
    case 'richmenuswitch':
      return { kind: 'other', label: action.label, type: action.type };
  }
};
