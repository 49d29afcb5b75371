import { z } from 'zod';
import { replaceBubbles } from '#test/emulators/line/world';
import { answer, refuse, refuseBody, type Answer, type Call } from './answer.ts';

/** LINE tells the profile of friends only; whoever blocked the city is not found. */
export const profile = ({ world, params }: Call): Answer => {
  const resident = world.residents.get(params['userId'] ?? '');
  if (!resident || resident.relation !== 'friend') return refuse(404, 'Not found');
  return answer(200, { userId: resident.userId, displayName: resident.name, language: 'ja' });
};

export const loading = ({ world, body }: Call): Answer => {
  const parsed = loadingSchema.safeParse(body);
  if (!parsed.success) {
    return refuseBody(
      parsed.error.issues.map((issue) => ({ message: issue.message, property: issue.path.join('.') })),
    );
  }
  const resident = world.residents.get(parsed.data.chatId);
  if (!resident)
    return refuse(400, 'The property, chatId, in the request body is invalid (line: -, column: -)');
  const loadingUntil = world.now() + parsed.data.loadingSeconds * 1000;
  world.residents.set(resident.userId, { ...resident, loadingUntil });
  return answer(202, {});
};

export const markAsRead = ({ world, body }: Call): Answer => {
  const parsed = markAsReadSchema.safeParse(body);
  const userId = world.readTokens.get(parsed.data?.markAsReadToken ?? '');
  if (userId === undefined) return refuse(400, 'Invalid markAsReadToken');
  replaceBubbles(world, userId, (bubble) => ({ ...bubble, isRead: true }));
  return answer(200, {});
};

const loadingSchema = z.object({
  chatId: z.string('May not be empty'),
  loadingSeconds: z
    .number()
    .min(5, 'Must be between 5 and 60')
    .max(60, 'Must be between 5 and 60')
    .multipleOf(5, 'must be a multiple of five')
    .default(20),
});

const markAsReadSchema = z.object({ markAsReadToken: z.string() });
