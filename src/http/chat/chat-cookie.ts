import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

const name = 'kodama_chat';

export interface ChatCookie {
  readonly isHttps: boolean;
  readonly lastsSeconds: number;
  /** What cookies of this installation are signed with. */
  readonly key: string;
}

/** The token of a cookie that we signed; null for none and for a forged one, which never reaches the database. */
export const readChatCookie = (request: Request, key: string): string | null => {
  const [token = '', signature = ''] = (parseCookie(request.get('cookie') ?? '')[name] ?? '').split('.');
  const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(token, key))];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null;
};

export const setChatCookie = (response: Response, cookie: ChatCookie, token: string): void => {
  const value = `${token}.${sign(token, cookie.key)}`;
  response.append('set-cookie', write(cookie.isHttps, value, cookie.lastsSeconds));
};

export const clearChatCookie = (response: Response, isHttps: boolean): void => {
  response.append('set-cookie', write(isHttps, '', 0));
};

const sign = (token: string, key: string): string =>
  createHmac('sha256', key).update(token).digest('base64url');

/**
 * Inside another site's page a browser sends a cookie only when it was set for everywhere; partitioned, it is another cookie in
 * each site that embeds the chat, and follows nobody about. Without HTTPS neither exists.
 */
const write = (isHttps: boolean, value: string, maxAge: number): string =>
  stringifySetCookie({
    name,
    value,
    path: '/api/chat',
    httpOnly: true,
    maxAge,
    ...(isHttps ? { sameSite: 'none', secure: true, partitioned: true } : { sameSite: 'lax' }),
  });
