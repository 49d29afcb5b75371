import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

export interface CookieSettings {
  /** Whether browsers reach us by HTTPS; then the cookie goes no other way. */
  readonly isHttps: boolean;
  readonly lastsSeconds: number;
}

/** With the prefix a browser refuses the cookie from anybody but this very host. */
const nameFor = ({ isHttps }: CookieSettings): string => (isHttps ? '__Host-kodama' : 'kodama');

export const readSessionCookie = (request: Request, settings: CookieSettings): string | null =>
  parseCookie(request.get('cookie') ?? '')[nameFor(settings)] ?? null;

export const setSessionCookie = (response: Response, settings: CookieSettings, token: string): void => {
  response.append('set-cookie', write(settings, token, settings.lastsSeconds));
};

export const clearSessionCookie = (response: Response, settings: CookieSettings): void => {
  response.append('set-cookie', write(settings, '', 0));
};

const write = (settings: CookieSettings, value: string, maxAge: number): string =>
  stringifySetCookie({
    name: nameFor(settings),
    value,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.isHttps,
    maxAge,
  });
