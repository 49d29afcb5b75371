/** What one message says. Media themselves are attachments; here stands only what kind came. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'video' }
  | { readonly kind: 'audio' }
  | { readonly kind: 'file'; readonly fileName: string }
  | Place
  | { readonly kind: 'sticker'; readonly words: readonly string[] }
  | { readonly kind: 'unsupported'; readonly name: string };

/** Degrees, WGS 84. */
export interface Place {
  readonly kind: 'place';
  readonly latitude: number;
  readonly longitude: number;
  readonly title: string | null;
  readonly address: string | null;
}

/** Who speaks: the resident, a member of staff, or the machine on the city's behalf. */
export const authors = ['resident', 'staff', 'machine'] as const;
export type Author = (typeof authors)[number];

export type MediaKind = 'image' | 'video' | 'audio' | 'file';

/** The kind of attachment a message brings, or null when it brings none. */
export const mediaKindOf = (content: Content): MediaKind | null => {
  switch (content.kind) {
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return content.kind;
    case 'text':
    case 'place':
    case 'sticker':
    case 'unsupported':
      return null;
  }
};
