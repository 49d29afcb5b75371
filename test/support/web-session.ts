import { isStaffId, type DepartmentId } from '#src/domain/ids';
import type { DepartmentRole } from '#src/domain/staff';
import type { OpenWeb } from './open-web.ts';

export interface WebSession {
  readonly staffId: string;
  /** Cookie and CSRF token, as a logged-in browser sends them. */
  readonly headers: Readonly<Record<string, string>>;
  /** For coming in once more. */
  readonly email: string;
  readonly password: string;
}

/** Somebody new, employed by one department and logged in. */
export async function clerkOf(
  web: OpenWeb,
  departmentId: DepartmentId,
  role: DepartmentRole = 'staff',
): Promise<WebSession> {
  const email = `${departmentId}-${crypto.randomUUID()}@city.example`;
  const { password } = await web.hall.employ(email, { memberships: [{ departmentId, role }] });
  return comeIn(web, email, password);
}

export async function comeIn({ hall }: OpenWeb, email: string, password: string): Promise<WebSession> {
  const { token, session } = await hall.enter(email, password);
  const headers = { cookie: `kodama=${token}`, 'x-csrf-token': session.csrfToken };
  return { staffId: session.staff.id, headers, email, password };
}

/** The branded id of whoever is logged in. */
export function staffIdOf({ staffId }: WebSession) {
  if (!isStaffId(staffId)) throw new Error(`${staffId} is no member of staff`);
  return staffId;
}
