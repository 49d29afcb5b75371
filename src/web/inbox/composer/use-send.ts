import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useActs } from '#web/inbox/acts/use-acts';
import { useTellUndoable } from '#web/inbox/acts/use-tell-undoable';
import { useNotices } from '#web/inbox/frame/notices';
import { useDesk } from '#web/inbox/session';
import { isProblem } from '#web/shared/problems';
import { attemptFor, forgetAttempt } from './drafts.ts';

export interface Sending {
  readonly text: string;
  /** What was laid down for it. */
  readonly uploads: string[];
  readonly asksBack: boolean;
  readonly overStale: boolean;
  readonly thenClose: boolean;
}

interface SendOptions {
  readonly matter: MatterDetail;
  readonly onSent: (sending: Sending) => void;
}

/** Sends an answer, and closes the matter after it when asked. The same text tried again is the same answer, also after a reload. */
export const useSend = ({ matter, onSent }: SendOptions) => {
  const { reply, close, refresh } = useActs(matter.id);
  const { me } = useDesk();
  const { tell } = useNotices();
  const tellUndoable = useTellUndoable(matter.id);
  const attempt = useRef({ text: '', id: '', isAnswered: false });
  return useMutation({
    mutationFn: async ({ text, uploads, asksBack, overStale, thenClose }: Sending) => {
      const said = [text, ...uploads].join('\n');
      if (attempt.current.text !== said)
        attempt.current = { text: said, id: attemptFor(me.id, matter.id, said), isAnswered: false };
      const { id } = attempt.current;
      if (!attempt.current.isAnswered)
        await reply({ id, text, uploads, asksBack, revision: matter.revision, overStale });
      attempt.current = { text: said, id, isAnswered: true };
      if (thenClose) await close('answered');
      attempt.current = { text: '', id: '', isAnswered: false };
      forgetAttempt(me.id, matter.id);
    },
    onSuccess: (_, sending) => {
      if (sending.thenClose) tellUndoable('送信して、対応済みにしました');
      else tell('送信しました');
      onSent(sending);
    },
    onError: (error) => {
      if (isProblem(error, 'stale') || isProblem(error, 'not-allowed-in-state')) refresh();
    },
  });
};
