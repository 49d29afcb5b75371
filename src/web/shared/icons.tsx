import type { ReactNode } from 'react';

/** Drawn on a grid of 20, one line weight, in the colour of the text beside it. Never the only bearer of a meaning. */
const icon = (drawing: ReactNode) =>
  function Icon({ className = 'size-5' }: { readonly className?: string }) {
    return (
      <svg
        viewBox="0 0 20 20"
        className={`shrink-0 ${className}`}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };

export const InboxIcon = icon(<path d="M3 11.5 5.2 4h9.6L17 11.5V16H3zM3 11.5h4l1.2 2h3.6l1.2-2h4" />);
export const PeopleIcon = icon(
  <>
    <circle cx="7.5" cy="7" r="2.8" />
    <path d="M2.5 16.5c.4-3 2.3-4.7 5-4.7s4.6 1.7 5 4.7M13 4.6a2.6 2.6 0 0 1 0 4.9M14.5 12.2c1.7.6 2.7 2 3 4.3" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="10" cy="6.8" r="3" />
    <path d="M4 17c.5-3.5 2.8-5.3 6-5.3s5.5 1.8 6 5.3" />
  </>,
);
export const PulseIcon = icon(<path d="M2.5 10.5h3.2L8 4.5l4 11 2.3-5h3.2" />);
export const BackIcon = icon(<path d="M12 4 6 10l6 6" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const CheckIcon = icon(<path d="m4 10.5 4 4 8-9" />);
export const TransferIcon = icon(<path d="M3 6.5h12M11.5 3 15 6.5 11.5 10M17 13.5H5M8.5 10 5 13.5 8.5 17" />);
export const PhotoIcon = icon(
  <>
    <rect x="2.8" y="4" width="14.4" height="12" rx="1.5" />
    <path d="m3 14 4-4 3.5 3.5L13 11l4 3.8" />
    <circle cx="13" cy="7.5" r="1.2" />
  </>,
);
export const PinIcon = icon(
  <>
    <path d="M10 18c3.7-4 5.5-7 5.5-9.7a5.5 5.5 0 1 0-11 0C4.5 11 6.3 14 10 18z" />
    <circle cx="10" cy="8.2" r="1.9" />
  </>,
);
export const AlertIcon = icon(<path d="M10 3 2.5 16.5h15zM10 8v4M10 14.2v.1" />);
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4.3l2.8 1.7" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="10" height="10" rx="1.5" />
    <path d="M4.5 13H3V3h10v1.5" />
  </>,
);
export const PanelIcon = icon(
  <>
    <rect x="2.8" y="4" width="14.4" height="12" rx="1.5" />
    <path d="M12 4v12" />
  </>,
);
export const FileIcon = icon(<path d="M5 2.8h6.5L15 6.3v10.9H5zM11.3 3v3.5H15" />);
export const ClipIcon = icon(
  <path d="m15.5 9-5.8 5.8a3.3 3.3 0 0 1-4.7-4.7l6.2-6.2a2.2 2.2 0 0 1 3.1 3.1l-6.1 6.1a1.1 1.1 0 0 1-1.6-1.6L12 6" />,
);
export const ReloadIcon = icon(<path d="M16 10a6 6 0 1 1-1.8-4.3L16.5 8M16.5 3.5V8H12" />);
export const TemplateIcon = icon(<path d="M3.5 4h13M3.5 8h13M3.5 12h8M3.5 16h5" />);
export const KeyboardIcon = icon(
  <>
    <rect x="2" y="5" width="16" height="10" rx="1.5" />
    <path d="M5 8h.1M8.3 8h.1M11.6 8h.1M15 8h.1M5 12h.1M15 12h.1M7.5 12h5" />
  </>,
);
export const LogOutIcon = icon(<path d="M8 3H4v14h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5" />);
export const NextIcon = icon(<path d="m8 4 6 6-6 6" />);
export const QuoteIcon = icon(<path d="M8 4.5 3.5 9 8 13.5M4 9h7.5c3 0 5 2 5 5v1.5" />);
export const MoreIcon = icon(
  <>
    <circle cx="4" cy="10" r="1" />
    <circle cx="10" cy="10" r="1" />
    <circle cx="16" cy="10" r="1" />
  </>,
);
/** A speech bubble: the mark of a channel on which people chat. */
export const BubbleIcon = icon(
  <path d="M10 3.5c4.2 0 7.5 2.6 7.5 6s-3.3 6-7.5 6c-.7 0-1.4-.1-2-.2L4.5 17l.4-2.9c-1.5-1.1-2.4-2.7-2.4-4.6 0-3.4 3.3-6 7.5-6z" />,
);
/** The same bubble inside a window: the city's own page. */
export const ChatPageIcon = icon(
  <>
    <rect x="2.5" y="3" width="15" height="14" rx="1.5" />
    <path d="M2.5 6.5h15M6 9.5h8v4h-4.5L7.5 15v-1.5H6z" />
  </>,
);
