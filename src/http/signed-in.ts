import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { DepartmentRole } from '#src/domain/staff';

/** Who makes a request, as their session says. */
export interface SignedIn {
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly memberships: readonly { readonly departmentId: DepartmentId; readonly role: DepartmentRole }[];
  readonly csrfToken: string;
  readonly mustChangePassword: boolean;
  /** The cookie itself, for ending this session and no other. */
  readonly sessionToken: string;
}
