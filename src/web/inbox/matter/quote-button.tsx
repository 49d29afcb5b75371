import { use } from 'react';
import { IconButton } from '#web/shared/button';
import { QuoteIcon } from '#web/shared/icons';
import { QuotingContext } from './quoting.ts';

interface QuoteButtonProps {
  readonly messageId: string;
  readonly className?: string;
}

/** Quiet until the pointer or the focus is near; a finger has no pointer to come near with. */
export const QuoteButton = ({ messageId, className = '' }: QuoteButtonProps) => {
  const { quote } = use(QuotingContext);
  return (
    <IconButton
      label="引用して返信"
      onClick={() => quote(messageId)}
      className={`group-focus-within:opacity-100 group-hover:opacity-100 pointer-fine:opacity-0 ${className}`}
    >
      <QuoteIcon className="size-4" />
    </IconButton>
  );
};
