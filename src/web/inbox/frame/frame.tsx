import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useDesk } from '#web/inbox/session';
import { ReloadIcon } from '#web/shared/icons';
import { useKeys } from '#web/shared/keys';
import { useLive } from '#web/shared/live';
import { HoldBar } from './hold-bar.tsx';
import { KeyList } from './key-list.tsx';
import { NoticesProvider } from './notices.tsx';
import { Rail } from './rail.tsx';

export const Frame = ({ children }: { readonly children: ReactNode }) => {
  const { city } = useDesk();
  const { isLost } = useLive();
  const navigate = useNavigate();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeys({ 'g i': () => void navigate('/inbox/department'), '?': () => setHelpOpen(true) });
  // On a phone an opened matter takes the whole screen.
  const isMatterOpen = /^\/inbox\/[^/]+\/./.test(useLocation().pathname);
  return (
    <NoticesProvider>
      <a
        href="#main"
        className="fixed top-2 left-2 z-10 -translate-y-20 rounded-8 bg-surface px-4 py-3 text-oln-14B-100 text-accent focus:translate-y-0"
      >
        本文へ進む
      </a>
      <div className="flex h-dvh flex-col">
        <header>
          {city.isSample && (
            <p className="border-b border-note-line bg-note px-4 py-1 text-center text-dns-14N-130">
              見本の設定（{city.name}）で動いています。
              <span className="max-tablet:hidden">実際の窓口には使わないでください。</span>
            </p>
          )}
          {isLost && (
            <p
              role="status"
              className="flex items-center justify-center gap-2 border-b border-line-firm bg-sunk px-4 py-1 text-dns-14N-130"
            >
              <ReloadIcon className="size-4" />
              更新が止まっています。つなぎ直しています…
            </p>
          )}
          <HoldBar />
        </header>
        <div className="flex min-h-0 flex-1 flex-col-reverse tablet:flex-row">
          <Rail isHiddenOnPhone={isMatterOpen} onHelp={() => setHelpOpen(true)} />
          <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col">
            {children}
          </main>
        </div>
      </div>
      {isHelpOpen && <KeyList onClose={() => setHelpOpen(false)} />}
    </NoticesProvider>
  );
};
