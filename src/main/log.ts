import { pino, stdTimeFunctions } from 'pino';
import type { Log, LogFields } from '#src/ports/system';

export interface LogSettings {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** One line for eyes instead of JSON. */
  readonly isPretty: boolean;
  /** Where lines go; standard output when left out. */
  readonly write?: (line: string) => void;
}

export const makeLog = (settings: LogSettings): Log => {
  const write = settings.write ?? ((line: string) => void process.stdout.write(line));
  const logger = pino(
    { level: settings.level, timestamp: stdTimeFunctions.isoTime, base: { pid: process.pid } },
    { write: settings.isPretty ? () => {} : write },
  );
  const tell =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void => {
      if (!logger.isLevelEnabled(level)) return;
      if (settings.isPretty) write(forEyes(level, message, fields));
      else logger[level](fields, message);
    };
  return { info: tell('info'), warn: tell('warn'), error: tell('error') };
};

const forEyes = (level: string, message: string, fields: LogFields): string => {
  const time = new Date().toLocaleTimeString('sv-SE', { timeZone: 'Asia/Tokyo' });
  const details = Object.entries(fields).map(([name, value]) => ` ${name}=${String(value)}`);
  return `${time} ${level.padEnd(5)} ${message}${details.join('')}\n`;
};
