import type { messagingApi } from '@line/bot-sdk';
import { abortable } from '#adapters/shared/abortable';
import type { Channel } from '#src/ports/channel';
import { faultOfReading } from './faults.ts';

/** LINE takes 5 to 60 in steps of 5, and ends the animation by itself when our message arrives. */
const loadingSeconds = 20;

export const showWorkingWith =
  (client: messagingApi.MessagingApiClient): Channel['showWorking'] =>
  async (address, signal) => {
    // LINE refuses the animation in groups and rooms.
    if (!isResident(address)) return;
    try {
      await abortable(signal, () => client.showLoadingAnimation({ chatId: address, loadingSeconds }));
    } catch (error) {
      throw faultOfReading(error);
    }
  };

/** LINE's ids of users begin with U, of groups with C, of rooms with R. */
const isResident = (address: string): boolean => address.startsWith('U');
