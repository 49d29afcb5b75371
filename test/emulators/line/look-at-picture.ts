import type { LineMessage } from './validate.ts';
import { replaceBubbles, type World } from './world.ts';

/**
 * LINE takes an image message as it is, and the telephones fetch what it names: a picture that is not there, is of another
 * kind or too large stays grey. Only addresses on this machine are asked; of others nothing is known.
 */
export const lookAtPicture = async (
  world: World,
  chatId: string,
  messageId: string,
  message: LineMessage,
): Promise<void> => {
  if (message.type !== 'image') return;
  const problem =
    (await problemOf(message.originalContentUrl, 10_000_000)) ??
    (await problemOf(message.previewImageUrl, 1_000_000));
  if (problem === null) return;
  replaceBubbles(world, chatId, (bubble) =>
    bubble.id === messageId && bubble.content.kind === 'image'
      ? { ...bubble, content: { ...bubble.content, problem } }
      : bubble,
  );
  world.changed();
};

const problemOf = async (url: string, mostBytes: number): Promise<string | null> => {
  if (!/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url)) return null;
  try {
    const response = await fetch(url);
    const bytes = (await response.arrayBuffer()).byteLength;
    const mime = response.headers.get('content-type') ?? '';
    if (!response.ok) return `answered ${response.status}`;
    if (!/^image\/(jpeg|png)$/.test(mime)) return `is ${mime}, not JPEG or PNG`;
    return bytes > mostBytes ? `has ${bytes} bytes, more than ${mostBytes}` : null;
  } catch {
    return 'cannot be reached';
  }
};
