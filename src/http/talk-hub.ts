import type { TalkId } from '#src/domain/talk';
import type { TalkRing } from '#src/store/notify';

/** One page that has a talk open. */
export interface TalkListener {
  changed(): void;
  /** A device of this talk left, perhaps this one. */
  checkAccess(): void;
  /** Too many pages listen to this talk; this one has listened longest. */
  end(): void;
}

/** The open pages of this process, and which of them are told. */
export interface TalkHub {
  ring(ring: TalkRing): void;
  listen(talk: TalkId, listener: TalkListener): () => void;
  /** How many pages are open. */
  openCount(): number;
}

/** A household's devices and their tabs; more are a program that opens and forgets. */
const pagesPerTalk = 12;

export const talkHub = (): TalkHub => {
  const open = new Map<string, Set<TalkListener>>();
  return {
    ring: (ring) => {
      switch (ring.kind) {
        case 'changed':
          for (const listener of open.get(ring.talk) ?? []) listener.changed();
          return;
        case 'left':
          for (const listener of open.get(ring.talk) ?? []) listener.checkAccess();
          return;
        case 'missed':
          for (const listeners of open.values()) for (const listener of listeners) listener.changed();
      }
    },
    openCount: () => [...open.values()].reduce((sum, listeners) => sum + listeners.size, 0),
    listen: (talk, listener) => {
      const listeners = open.get(talk) ?? new Set<TalkListener>();
      const [oldest] = listeners;
      if (listeners.size >= pagesPerTalk) oldest?.end();
      listeners.add(listener);
      open.set(talk, listeners);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && open.get(talk) === listeners) open.delete(talk);
      };
    },
  };
};
