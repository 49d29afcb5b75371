import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { MatterDetail } from '#src/http/contract/matters';
import { useActs } from '#web/inbox/acts/use-acts';
import { useTellUndoable } from '#web/inbox/acts/use-tell-undoable';
import { useNotices } from '#web/inbox/frame/notices';
import { isProblem } from '#web/shared/problems';
import { newId } from '#web/shared/system';

export interface Sending {
  readonly text: string;
  readonly asksBack: boolean;
  readonly overStale: boolean;
  readonly thenClose: boolean;
}

interface SendOptions {
  readonly matter: MatterDetail;
  readonly onSent: (sending: Sending) => void;
}

/** Sends an answer, and closes the matter after it when asked. The same text tried again is the same answer. */
export const useSend = ({ matter, onSent }: SendOptions) => {
  const { reply, close, refresh } = useActs(matter.id);
  const { tell } = useNotices();
  const tellUndoable = useTellUndoable(matter.id);
  const attempt = useRef({ text: '', id: '', isAnswered: false });
  return useMutation({
    mutationFn: async ({ text, asksBack, overStale, thenClose }: Sending) => {
      if (attempt.current.text !== text) attempt.current = { text, id: newId(), isAnswered: false };
      const { id } = attempt.current;
      if (!attempt.current.isAnswered)
        await reply({ id, text, asksBack, revision: matter.revision, overStale });
      attempt.current = { text, id, isAnswered: true };
      if (thenClose) await close('answered');
      attempt.current = { text: '', id: '', isAnswered: false };
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
