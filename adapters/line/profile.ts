import type { messagingApi } from '@line/bot-sdk';
import { z } from 'zod';
import { abortable } from '#adapters/shared/abortable';
import { storableText } from '#adapters/shared/storable';
import type { Channel } from '#src/ports/channel';
import { faultOfReading, lineAnswerOf } from './faults.ts';

/** LINE does not tell the name of somebody who is no friend of the city's account, blocked it, or never agreed to. */
export const fetchProfileWith =
  (client: messagingApi.MessagingApiClient): Channel['fetchProfile'] =>
  async (accountExternalId, signal) => {
    try {
      return Profile.parse(await abortable(signal, () => client.getProfile(accountExternalId)));
    } catch (error) {
      if (lineAnswerOf(error)?.status === 404) return null;
      throw faultOfReading(error);
    }
  };

const Profile = z.object({ displayName: z.string().transform(storableText) });
