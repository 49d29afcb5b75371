import type { ReactNode } from 'react';
import { LevelMark } from './level-mark.tsx';
import type { Check } from './status-words.ts';

/** One part of the service. `children` are its details. */
export const CheckRow = ({ check, children }: { readonly check: Check; readonly children?: ReactNode }) => (
  <li className="border-b border-line py-3">
    <section
      aria-labelledby={`check-${check.id}`}
      className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1.5 tablet:grid-cols-[8rem_13rem_1fr]"
    >
      <div className="max-tablet:order-2">
        <LevelMark level={check.level} />
      </div>
      <h2 id={`check-${check.id}`} className="text-std-16B-170 max-tablet:order-1">
        {check.title}
      </h2>
      <div className="min-w-0 text-dns-16N-130 max-tablet:order-3 max-tablet:col-span-2">
        {check.facts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
        {check.advice.length > 0 && (
          <div className="mt-2 max-w-2xl border-l-4 border-line-firm pl-3">
            {check.advice.map((sentence) => (
              <p key={sentence} className="not-first:mt-1.5">
                {sentence}
              </p>
            ))}
          </div>
        )}
        {children}
      </div>
    </section>
  </li>
);
