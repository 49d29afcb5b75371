import type { Log } from '#src/ports/system';

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
