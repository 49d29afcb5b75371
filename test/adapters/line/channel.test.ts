import { channelContract } from '#test/contracts/channel';
import { lineWorld } from './world.ts';

channelContract('LINE', lineWorld);
