import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { AlertIcon } from './icons.tsx';
import { sayProblem } from './problems.ts';

/** Nothing to show: says why, and what can be done. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-16 text-center">
    <p className="text-std-16B-170">{title}</p>
    <div className="text-std-16N-170 text-ink-soft">{children}</div>
  </div>
);

export const Failed = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => (
  <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-4 px-6 py-16 text-center">
    <p>{sayProblem(error)}</p>
    <Button onClick={onRetry}>もう一度</Button>
  </div>
);

/** A refusal beside the thing that was refused. */
export const ProblemLine = ({ error }: { readonly error: unknown }) =>
  error === null || error === undefined ? null : (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-8 bg-danger-soft px-3 py-2 text-dns-14N-130 text-danger-deep"
    >
      <AlertIcon className="mt-px size-4" />
      {sayProblem(error)}
    </p>
  );

export const Bone = ({ className }: { readonly className: string }) => (
  <span aria-hidden="true" className={`block rounded-4 bg-line ${className}`} />
);
