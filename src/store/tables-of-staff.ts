import type { Generated, GeneratedAlways } from 'kysely';
import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { DepartmentRole, StaffState } from '#src/domain/staff';

/** Who works in the city, and how they come in. */
export interface StaffTables {
  department: { id: DepartmentId; name: string; is_sorting_desk: boolean; is_active: Generated<boolean> };
  staff: {
    id: StaffId;
    email: string;
    name: string;
    state: StaffState;
    is_administrator: Generated<boolean>;
    password_hash: string | null;
    has_password: GeneratedAlways<boolean>;
    must_change_password: Generated<boolean>;
    last_seen_at: Date | null;
    created_at: Generated<Date>;
  };
  membership: { staff_id: StaffId; department_id: DepartmentId; role: DepartmentRole };
  session: {
    token_hash: Buffer;
    staff_id: StaffId;
    csrf_token: string;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  invitation: { token_hash: Buffer; staff_id: StaffId; expires_at: Date; used_at: Date | null };
  login_failure: { id: GeneratedAlways<string>; email: string; address: string; at: Generated<Date> };
  audit: {
    id: GeneratedAlways<string>;
    at: Generated<Date>;
    actor_id: StaffId | null;
    action: string;
    subject: string;
  };
}
