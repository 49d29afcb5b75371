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

export const PhotoIcon = () => (
  <Icon>
    <rect x="3" y="5" width="18" height="14" rx="2" />
    <circle cx="8.5" cy="10" r="1.5" />
    <path d="m4 18 5-5 4 4 3-3 4 4" />
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
