import { channelContract } from '#test/contracts/channel';
import { webhookContract } from '#test/contracts/webhook';
import { lineWorld } from './world.ts';

channelContract('LINE', lineWorld);
webhookContract('LINE', lineWorld);
