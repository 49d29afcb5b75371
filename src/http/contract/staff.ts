import { z } from 'zod';
import { departmentRoles, staffStates } from '#src/domain/staff';
import { words } from './words.ts';

const time = z.iso.datetime();
const uuid = z.uuid();
const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Long enough to need no other rule (NIST SP 800-63B asks for 15 where the password stands alone). */
const newPassword = z.string().min(12).max(200);
const email = z.email().max(254);
const personName = words(80);

const membership = z.strictObject({ departmentId: key, role: z.enum(departmentRoles) });

export const me = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  isAdministrator: z.boolean(),
  memberships: z.array(membership),
  /** Sent back as `x-csrf-token` with everything that changes something. */
  csrfToken: z.string(),
  /** Until a one-time password was replaced, only `PUT /api/password` and logging out are answered. */
  mustChangePassword: z.boolean(),
});

/** What may be known before logging in. */
export const welcome = z.object({ cityName: z.string() });

export const credentials = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
});
export const passwordChange = z.strictObject({ current: z.string().min(1).max(200), next: newPassword });

export const city = z.object({
  name: z.string(),
  isSample: z.boolean(),
  departments: z.array(z.object({ id: key, name: z.string(), kana: z.string(), isSortingDesk: z.boolean() })),
  categories: z.array(z.object({ id: key, name: z.string(), departmentId: key })),
  /** Ready answers for staff; `categoryId` null fits any matter. */
  answers: z.array(z.object({ id: key, title: z.string(), text: z.string(), categoryId: key.nullable() })),
});

export const colleague = z.object({ id: uuid, name: z.string(), departmentIds: z.array(key) });
export const colleagues = z.object({ people: z.array(colleague) });

export const staffMember = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  isAdministrator: z.boolean(),
  memberships: z.array(membership),
  /** `invited`: the link was not used yet. */
  state: z.enum(staffStates),
  lastSeenAt: time.nullable(),
});
export const staffList = z.object({ people: z.array(staffMember) });

export const inviteBody = z.strictObject({
  email,
  name: personName,
  isAdministrator: z.boolean().default(false),
  memberships: z.array(membership).max(100),
});
export const staffChange = z.strictObject({
  name: personName.optional(),
  isAdministrator: z.boolean().optional(),
  memberships: z.array(membership).max(100).optional(),
});

/** The link is shown once; only its hash is kept. */
export const invited = z.object({ person: staffMember, link: z.url(), expiresAt: time });

export const invitation = z.object({ name: z.string(), email: z.string(), cityName: z.string() });
export const acceptInvitation = z.strictObject({ password: newPassword });

export type Me = z.infer<typeof me>;
export type CityInfo = z.infer<typeof city>;
export type Colleague = z.infer<typeof colleague>;
export type StaffMember = z.infer<typeof staffMember>;
export type Invited = z.infer<typeof invited>;
