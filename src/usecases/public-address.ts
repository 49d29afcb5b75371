/** Addresses without a cookie for what the city sent; whoever knows the token may look. */
export const pictureAddress = (publicUrl: string, token: string): string => `${publicUrl}/m/${token}.jpg`;

export const previewAddress = (publicUrl: string, token: string): string =>
  `${publicUrl}/m/${token}-preview.jpg`;

/** The name is in the text beside it; in an address most of it would be percent signs. */
export const fileAddress = (publicUrl: string, token: string, fileName: string): string =>
  `${publicUrl}/m/${token}/file${/\.\w+$/.exec(fileName)?.[0] ?? ''}`;
