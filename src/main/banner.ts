import type { Env } from '#config/env';
import type { City } from '#src/domain/city';
import type { OneTimeCredentials } from '#src/usecases/first-administrator';

export interface Banner {
  readonly env: Env;
  readonly port: number;
  /** Null unless they were made just now: they are told once. */
  readonly credentials: OneTimeCredentials | null;
  /** Null when there is no emulator. */
  readonly phoneUrl: string | null;
  readonly city: City;
}

/** What an operator needs to know after a start. To the terminal, not to the log: it may hold a password. */
export const printBanner = (banner: Banner): void => {
  const inboxUrl = banner.env.port === 0 ? `http://localhost:${banner.port}` : banner.env.publicUrl;
  const lines = [
    '',
    `  Kodama is ready: ${banner.city.name}${banner.city.isSample ? ' (the sample city)' : ''}`,
    '',
    `  Inbox   ${inboxUrl}`,
    ...credentialLines(banner.credentials),
    `  Chat    ${inboxUrl}/chat   (the city's own web chat, for residents)`,
    ...lineLines(banner),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

const credentialLines = (credentials: OneTimeCredentials | null): readonly string[] =>
  credentials === null
    ? []
    : [
        `          e-mail             ${credentials.email}`,
        `          one-time password  ${credentials.password}   (shown this once; you will set your own)`,
      ];

const lineLines = ({ env, phoneUrl }: Banner): readonly string[] => {
  if (phoneUrl !== null) {
    return [
      `  Phone   ${phoneUrl}`,
      '          This is the LINE emulator, not LINE: nothing leaves this machine. Set LINE_CHANNEL_SECRET and',
      '          LINE_CHANNEL_ACCESS_TOKEN to connect a real account.',
    ];
  }
  switch (env.line.kind) {
    case 'on':
      return [
        `  LINE    on; webhook ${env.publicUrl}/webhooks/line (switch "Webhook redelivery" on in the LINE console)`,
        ...(env.isProduction && !env.publicUrl.startsWith('https:') ? withoutTls : []),
      ];
    case 'incomplete':
      return [
        `  LINE    OFF: ${env.line.missing} is missing, and without it no webhook is believed. Set it and start again.`,
      ];
    case 'off':
      return [
        '  LINE    OFF: LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set, so there is no LINE webhook.',
      ];
  }
};

const withoutTls = [
  '          PUBLIC_URL does not begin with https: LINE will refuse every picture that staff send, and telephones warn of',
  '          the links to files. Set PUBLIC_URL to the https address under which residents reach this server.',
];
