import type { DoorContext } from '#src/usecases/door-context';
import { readSession } from '#src/usecases/read-session';
import type { Devices } from './chat/devices.ts';
import type { Gatekeeper } from './api/route.ts';
import { readSessionCookie, type CookieSettings } from './session-cookie.ts';

export interface DoorSettings {
  readonly context: DoorContext;
  readonly cookies: CookieSettings;
  /** What residents and staff type into a browser, without a path; links in invitations begin with it. */
  readonly publicUrl: string;
  readonly cityName: string;
}

/** Knows who a request comes from by its cookie. */
export const gatekeeperFor = ({ context, cookies }: DoorSettings, devices: Devices): Gatekeeper => ({
  whoIs: async (request) => {
    const sessionToken = readSessionCookie(request, cookies);
    if (sessionToken === null || sessionToken === '') return null;
    const session = await readSession(context, sessionToken);
    if (session === null) return null;
    const { staff, csrfToken, mustChangePassword } = session;
    return {
      staffId: staff.id,
      name: staff.name,
      email: staff.email,
      isAdministrator: staff.isAdministrator,
      memberships: staff.memberships,
      csrfToken,
      mustChangePassword,
      sessionToken,
    };
  },
  whoTalks: devices.read,
});
