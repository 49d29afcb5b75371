import type { AttachmentId } from '#src/domain/ids';

export interface MediumAddresses {
  readonly full: string;
  readonly preview: string;
}

/** Addresses without a cookie for a picture of the city's; whoever knows the token may look. */
export const publicPicture = (publicUrl: string, token: string): MediumAddresses => ({
  full: `${publicUrl}/m/${token}.jpg`,
  preview: `${publicUrl}/m/${token}-preview.jpg`,
});

/** The name is in the text beside it; in an address most of it would be percent signs. */
export const publicFile = (publicUrl: string, token: string, fileName: string): string =>
  `${publicUrl}/m/${token}/file${/\.\w+$/.exec(fileName)?.[0] ?? ''}`;

/** On our own page, good for the resident of the talk alone. */
export const inTalk = (publicUrl: string, id: AttachmentId): MediumAddresses => ({
  full: `${publicUrl}/api/chat/attachments/${id}`,
  preview: `${publicUrl}/api/chat/attachments/${id}/preview`,
});
