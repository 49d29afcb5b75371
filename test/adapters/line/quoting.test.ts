import { expect, test } from 'vitest';
import { inTime, push } from '#test/contracts/channel-world';
import { lineWorld } from './world.ts';

test('an answer that quotes hangs on the quoted message, and may itself be quoted', async () => {
  const { line, channel, resident, ...world } = await lineWorld();
  await line.sendText(resident.address, '街灯が消えています');
  const posted = line.journal().findLast((entry) => entry.kind === 'webhook');
  const token = /"quoteToken":"([^"]+)"/.exec(posted?.body ?? '')?.[1] ?? '';
  const [said] = line.chat(resident.address);
  const answer = (words: string, quoted: string) =>
    push({ ...world, channel, resident }, [
      { kind: 'text', text: words, quickReplies: [], quotes: { externalId: 'any', token: quoted } },
      { kind: 'text', text: 'よろしくお願いします。', quickReplies: [] },
    ]);
  const receipt = await channel.send(answer('どちらの街灯でしょうか。', token), inTime());
  const [, first, second] = line.chat(resident.address);
  expect([first?.quotedMessageId, second?.quotedMessageId]).toEqual([said?.id, null]);
  const [own] = receipt.quoteTokens ?? [];
  await channel.send(answer('もう一度お尋ねします。', own ?? ''), inTime());
  expect(line.chat(resident.address)[3]?.quotedMessageId).toBe(first?.id);
});
