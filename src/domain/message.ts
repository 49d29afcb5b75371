/**
 * What one message says. Media themselves are attachments; here stands only what kind came. `elsewhere` names the host of
 * a medium that lies on somebody's own server: nothing is ever fetched from there.
 */
export type Content =
  | TextContent
  | { readonly kind: 'image'; readonly elsewhere?: string }
  | { readonly kind: 'video'; readonly elsewhere?: string; readonly durationMs?: number }
  | { readonly kind: 'audio'; readonly elsewhere?: string; readonly durationMs?: number }
  | { readonly kind: 'file'; readonly fileName: string }
  | Place
  | { readonly kind: 'sticker'; readonly words: readonly string[] }
  | { readonly kind: 'unsupported'; readonly name: string };

export interface TextContent {
  readonly kind: 'text';
  readonly text: string;
  /** In order, and never one over another. */
  readonly marks?: readonly Mark[];
}

/**
 * A stretch of a text, in UTF-16 code units: a platform's own small picture, which the text replaces by some words
 * nobody wrote, or the name of somebody who is addressed.
 */
export interface Mark {
  readonly kind: 'emoji' | 'mention';
  readonly index: number;
  readonly length: number;
}

/** What the resident wrote in words: without the names of a platform's small pictures. */
export const wordsOf = ({ text, marks = [] }: TextContent): string => {
  const emoji = marks.filter(({ kind }) => kind === 'emoji');
  const starts = [0, ...emoji.map(({ index, length }) => index + length)];
  return starts.map((from, place) => text.slice(from, emoji[place]?.index)).join('');
};

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
      return content.elsewhere === undefined ? content.kind : null;
    case 'file':
      return content.kind;
    case 'text':
    case 'place':
    case 'sticker':
    case 'unsupported':
      return null;
  }
};
