import type { ChatTalk } from '#src/http/contract/chat';
import type { Answer, Trouble } from './answer.ts';
import type { City } from './city.ts';
import type { Kept } from './kept.ts';
import {
  notArrived,
  readDown,
  withFate,
  without,
  withoutQuote,
  writeDown,
  type Outgoing,
  type Said,
} from './outgoing.ts';
import { withEarlier, withLatest, withTakenBack } from './talk-pages.ts';
import { isRefusal, pauseAfter, sayPause, sayTrouble } from './troubles.ts';

export interface TalkState {
  /** Null while this device has none. */
  readonly talk: ChatTalk | null;
  readonly outgoing: readonly Outgoing[];
  /** This device had a talk, and the city does not know it any more. */
  readonly hasEnded: boolean;
}

/** Each act ends with null, or with what went wrong. */
export interface Talk {
  readonly state: () => TalkState;
  readonly refresh: () => Promise<Trouble | null>;
  readonly leafBack: () => Promise<Trouble | null>;
  readonly say: (said: Said) => void;
  readonly sayAgain: (id: string) => void;
  readonly drop: (id: string) => void;
  readonly takeBack: (id: string) => Promise<Trouble | null>;
  readonly resume: (code: string) => Promise<Trouble | null>;
  readonly leave: () => Promise<Trouble | null>;
}

interface Parts {
  readonly city: City;
  readonly kept: Kept;
  readonly now: () => number;
  readonly newId: () => string;
  readonly pause: (ms: number) => Promise<void>;
  readonly onChange: (state: TalkState) => void;
  readonly onShare: (id: string, share: number) => void;
}

export const openTalk = ({ city, kept, now, newId, pause, onChange, onShare }: Parts): Talk => {
  let state: TalkState = {
    talk: null,
    outgoing: readDown(kept.read('unsent'), '送る前に、この画面が閉じられました。'),
    hasEnded: false,
  };
  const set = (change: Partial<TalkState>) => {
    state = { ...state, ...change };
    kept.write('unsent', writeDown(state.outgoing));
    onChange(state);
  };
  const takeTalk = (told: ChatTalk) => {
    kept.write('talk', 'yes');
    set({
      talk: withLatest(state.talk, told),
      outgoing: notArrived(state.outgoing, told),
      hasEnded: false,
    });
  };
  const take = (answer: Answer<ChatTalk>): Trouble | null => {
    if (answer.kind === 'told') {
      takeTalk(answer.told);
      return null;
    }
    if (isRefusal(answer.trouble, 'not-logged-in')) {
      const hadOne = state.talk !== null || kept.read('talk') !== null;
      kept.write('talk', null);
      set({ talk: null, hasEnded: state.hasEnded || hadOne });
    }
    return answer.trouble;
  };

  // One after the other, so that the city reads them in the order in which they were written.
  let queue = Promise.resolve();
  const post = async (id: string): Promise<void> => {
    const one = state.outgoing.find((outgoing) => outgoing.id === id);
    if (one === undefined || one.fate.kind === 'not-sent') return;
    const answer = await city.send(one, (share) => onShare(id, share));
    const trouble = take(answer);
    if (trouble !== null && isRefusal(trouble, 'not-found') && quotesSomething(one)) {
      set({ outgoing: withoutQuote(state.outgoing, id) });
      return post(id);
    }
    const pauseMs = trouble === null ? null : pauseAfter(trouble);
    if (pauseMs !== null) {
      set({ outgoing: withFate(state.outgoing, id, { kind: 'waits', why: sayPause(pauseMs) }) });
      await pause(pauseMs);
      return post(id);
    }
    if (trouble !== null)
      set({ outgoing: withFate(state.outgoing, id, { kind: 'not-sent', why: sayTrouble(trouble) }) });
  };
  const send = (id: string) => {
    queue = queue.then(() => post(id));
  };

  return {
    state: () => state,
    refresh: async () => take(await city.readTalk()),
    leafBack: async () => {
      const answer = await city.readTalk(state.talk?.messages[0]?.id);
      if (answer.kind === 'not-told') return take(answer);
      if (state.talk !== null) set({ talk: withEarlier(state.talk, answer.told) });
      return null;
    },
    say: (said) => {
      const id = newId();
      const at = new Date(now()).toISOString();
      set({ outgoing: [...state.outgoing, { id, at, said, fate: { kind: 'on-its-way' } }] });
      send(id);
    },
    sayAgain: (id) => {
      set({ outgoing: withFate(state.outgoing, id, { kind: 'on-its-way' }) });
      send(id);
    },
    drop: (id) => set({ outgoing: without(state.outgoing, id) }),
    takeBack: async (id) => {
      const answer = await city.takeBack(id);
      const trouble = take(answer);
      if (trouble === null && state.talk !== null) set({ talk: withTakenBack(state.talk, id) });
      return trouble;
    },
    resume: async (code) => {
      const answer = await city.resume(code);
      if (answer.kind === 'not-told') return answer.trouble;
      set({ talk: null, outgoing: [] });
      takeTalk(answer.told);
      return null;
    },
    leave: async () => {
      const answer = await city.leave();
      if (answer.kind === 'not-told' && !isRefusal(answer.trouble, 'not-logged-in')) return answer.trouble;
      set({ talk: null, outgoing: [], hasEnded: false });
      kept.forget();
      return null;
    },
  };
};

const quotesSomething = ({ said }: Outgoing): boolean => said.kind === 'text' && said.quotes !== null;
