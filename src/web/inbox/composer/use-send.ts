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
  readonly quotes: string | null;
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
  const attempt = useRef({ said: '', id: '', isAnswered: false });
  return useMutation({
    mutationFn: async ({ text, quotes, asksBack, overStale, thenClose }: Sending) => {
      const said = quotes === null ? text : `${quotes}\n${text}`;
      if (attempt.current.said !== said)
        attempt.current = { said, id: attemptFor(me.id, matter.id, said), isAnswered: false };
      const { id } = attempt.current;
      if (!attempt.current.isAnswered)
        await reply({
          id,
          text,
          ...(quotes !== null && { quotes }),
          asksBack,
          revision: matter.revision,
          overStale,
        });
      attempt.current = { said, id, isAnswered: true };
      if (thenClose) await close('answered');
      attempt.current = { said: '', id: '', isAnswered: false };
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
