import { answer, type Answer, type Call } from './answer.ts';

export const quota = ({ world }: Call): Answer =>
  answer(
    200,
    world.monthlyLimit === null ? { type: 'none' } : { type: 'limited', value: world.monthlyLimit },
  );

export const consumption = ({ world }: Call): Answer => answer(200, { totalUsage: world.sentThisMonth });

export const info = ({ botUserId }: Call): Answer =>
  answer(200, {
    userId: botUserId,
    basicId: '@000test0',
    displayName: 'テスト用の市役所',
    chatMode: 'bot',
    markAsReadMode: 'auto',
  });
