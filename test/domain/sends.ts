import type { SendResult, SendSoFar } from '#src/domain/next-send';

export const start = new Date('2026-11-17T01:00:00Z');
export const after = (ms: number): Date => new Date(start.getTime() + ms);
export const tokenLivesMs = 55_000;
export const keyLivesMs = 86_400_000;

export const reply = (more: Partial<SendSoFar> = {}): SendSoFar => ({
  route: 'reply',
  tries: 1,
  firstTriedAt: start,
  replyExpiresAt: after(tokenLivesMs),
  mayHaveBeenAccepted: false,
  retryKeyLivesMs: keyLivesMs,
  spread: 0,
  ...more,
});
export const push = (more: Partial<SendSoFar> = {}): SendSoFar =>
  reply({ route: 'push', replyExpiresAt: null, ...more });

export const refusals = [
  ['recipient-gone', { result: 'recipient-gone' }],
  ['refused', { result: 'refused', refusal: 'refused' }],
  ['too-long', { result: 'refused', refusal: 'too-long' }],
] as const satisfies readonly (readonly [string, SendResult])[];
