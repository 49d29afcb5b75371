import { useRef, useState } from 'react';
import { useNotices } from '#web/inbox/frame/notices';
import { useApi } from '#web/shared/api-context';
import { ProblemError } from '#web/shared/problems';
import { newId, readClock } from '#web/shared/system';
import { attachedKeyOf } from './drafts.ts';
import { readLaidDown, type LaidDown } from './laid-down.ts';

export type Attached =
  | { readonly state: 'arriving'; readonly key: string; readonly name: string; readonly share: number }
  | { readonly state: 'refused'; readonly key: string; readonly name: string; readonly error: unknown }
  | { readonly state: 'laid'; readonly key: string; readonly name: string; readonly upload: LaidDown };

/** The server's own limit, known here so that nobody waits for a refusal. */
const mostBytes = 25 * 1024 * 1024;

/** Pictures and files beside the answer that is being written; those the server has outlive a reload, like the draft. */
export const useAttached = (staffId: string, matterId: string) => {
  const { call, lay } = useApi();
  const { whisper } = useNotices();
  const storage = attachedKeyOf(staffId, matterId);
  const [attached, setAttached] = useState<readonly Attached[]>(() => stored(storage).map(toLaid));
  const arriving = useRef(new Map<string, AbortController>());

  const put = (next: Attached) =>
    setAttached((before) => before.map((one) => (one.key === next.key ? next : one)));
  const laidDown = (change: (before: readonly LaidDown[]) => readonly LaidDown[]) => {
    const after = change(stored(storage));
    if (after.length === 0) localStorage.removeItem(storage);
    else localStorage.setItem(storage, JSON.stringify(after));
  };

  const bring = async (key: string, file: File) => {
    const { name } = file;
    const giveUp = new AbortController();
    arriving.current.set(key, giveUp);
    try {
      if (file.size > mostBytes) throw new ProblemError({ code: 'too-large' });
      const told = await lay(matterId, file, {
        signal: giveUp.signal,
        onProgress: (share) => put({ state: 'arriving', key, name, share }),
      });
      const upload = { ...told, laidAt: readClock() };
      laidDown((before) => [...before, upload]);
      put({ state: 'laid', key, name: upload.fileName, upload });
      whisper(`${upload.fileName} を添えました`);
    } catch (error) {
      if (!giveUp.signal.aborted) put({ state: 'refused', key, name, error });
    } finally {
      arriving.current.delete(key);
    }
  };

  return {
    attached,
    uploads: attached.flatMap((one) => (one.state === 'laid' ? [one.upload] : [])),
    /** Nothing is on its way, and nothing stands there that will not be sent. */
    isSettled: attached.every(({ state }) => state === 'laid'),
    add: (files: readonly File[]) => {
      const fresh = files.map((file) => ({ key: newId(), file }));
      setAttached((before) => [
        ...before,
        ...fresh.map(({ key, file }) => ({ state: 'arriving' as const, key, name: file.name, share: 0 })),
      ]);
      for (const { key, file } of fresh) void bring(key, file);
    },
    remove: (gone: Attached) => {
      arriving.current.get(gone.key)?.abort();
      setAttached((before) => before.filter(({ key }) => key !== gone.key));
      if (gone.state !== 'laid') return;
      const { id } = gone.upload;
      laidDown((before) => before.filter((one) => one.id !== id));
      // What is not taken away now is removed after a day.
      call('dropUpload', { params: { uploadId: id } }).catch(() => undefined);
    },
    /** They went out with an answer. */
    clear: () => {
      laidDown(() => []);
      setAttached([]);
    },
  };
};

const stored = (key: string): readonly LaidDown[] => readLaidDown(localStorage.getItem(key), readClock());

const toLaid = (upload: LaidDown): Attached => ({
  state: 'laid',
  key: upload.id,
  name: upload.fileName,
  upload,
});
