import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a server wrote about itself into its folder. */
export interface PostmasterFile {
  readonly path: string;
  readonly text: string;
  readonly pid: number;
  /** Of 127.0.0.1. */
  readonly port: number;
  readonly isReady: boolean;
}

export async function readPostmaster(cluster: string): Promise<PostmasterFile | null> {
  const path = join(cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  // The fourth line is the port; the eighth is the status, padded with blanks.
  return { path, text, pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}
