import type { ReactNode } from 'react';

/** Drawn for this page; always beside words, so hidden from screen readers. */
const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 24 24"
    className="size-6 shrink-0"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
);

export const PhotosIcon = () => (
  <Icon>
    <path d="M7 4h12a2 2 0 0 1 2 2v9" />
    <rect x="3" y="8" width="14" height="12" rx="2" />
    <path d="m4 18 4-4 3 3 2-2 3 3" />
  </Icon>
);

export const VideoIcon = () => (
  <Icon>
    <rect x="3" y="6" width="12" height="12" rx="2" />
    <path d="m15 11 6-3v8l-6-3" />
  </Icon>
);

export const SoundIcon = () => (
  <Icon>
    <path d="M5 10v4M9 7v10M13 4v16M17 8v8M21 10.5v3" />
  </Icon>
);

export const FormIcon = () => (
  <Icon>
    <path d="M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M4 7V5h6l2 2h8v12H4ZM12 16v-5M9.5 13 12 10.5l2.5 2.5" />
  </Icon>
);

export const EmojiIcon = () => (
  <Icon>
    <path d="M8 5c-3 3-3 11 0 14M16 5c3 3 3 11 0 14" />
    <path d="M10 10v.01M14 10v.01M10 14c1 1 3 1 4 0" />
  </Icon>
);

export const RoadIcon = () => (
  <Icon>
    <path d="M7 4 4 20M17 4l3 16M12 4v3M12 10v2" />
    <ellipse cx="12" cy="17" rx="3.5" ry="2" />
  </Icon>
);

export const PlaceIcon = () => (
  <Icon>
    <path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Z" />
    <circle cx="12" cy="10" r="2.2" />
  </Icon>
);

export const StickerIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9 10v.01M15 10v.01M8.5 14a4.2 4.2 0 0 0 7 0" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M12 6v.01M12 12v.01M12 18v.01" strokeWidth="3" />
  </Icon>
);
