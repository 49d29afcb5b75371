import type { ChatMessage } from '#src/http/contract/chat';

export const told = (id: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  from: 'resident',
  at: '2026-11-20T01:00:00.000Z',
  content: { kind: 'text', text: `言葉 ${id}` },
  quotes: null,
  isEdited: false,
  mayTakeBack: true,
  ...more,
});
