import { expect, test } from 'vitest';
import type { WebhookWorld } from './channel-world.ts';

/** What a channel promises besides whose platform calls us. */
export const webhookContract = (name: string, makeWorld: () => Promise<WebhookWorld>): void => {
  test(`${name}: what was changed on its way is not believed`, async () => {
    const { intake, posts } = await makeWorld();
    const request = await posts('本物です');
    const rawBody = Buffer.from(request.rawBody.toString('utf8').replace('本物', '偽物'));
    expect(intake.receive({ ...request, rawBody })).toEqual({ kind: 'bad-signature' });
    expect(intake.receive({ ...request, header: () => undefined })).toEqual({ kind: 'bad-signature' });
  });
};
