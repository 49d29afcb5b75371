import { createHash } from 'node:crypto';
import { query } from '#test/support/query';

/**
 * Staff who are logged in already, laid into the tables at once: each in one department, in turns. Returns their cookies, the
 * first department's first.
 */
export const layStaff = async (
  databaseUrl: string,
  count: number,
): Promise<readonly { readonly departmentId: string; readonly cookie: string }[]> => {
  const departments = await query(
    databaseUrl,
    'select id from department where is_active order by is_sorting_desk, id',
  );
  const people = Array.from({ length: count }, (_, index) => ({
    departmentId: String(departments[index % departments.length]?.['id']),
    token: `bench-${index}-${'t'.repeat(40)}`,
  }));
  const columns = [
    people.map((_, index) => `bench-${index}@city.example`),
    people.map(({ departmentId }) => departmentId),
    people.map(({ token }) => createHash('sha256').update(token).digest()),
  ];
  await query(databaseUrl, insertPeople, columns);
  return people.map(({ departmentId, token }) => ({ departmentId, cookie: `kodama=${token}` }));
};

const insertPeople = `
  with given as (
    select gen_random_uuid() as id, * from unnest($1::text[], $2::text[], $3::bytea[]) as given (email, department_id, token_hash)
  ), people as (
    insert into staff (id, email, name, state, password_hash)
    select id, email, email, 'active', 'none that opens' from given
  ), places as (
    insert into membership (staff_id, department_id, role) select id, department_id, 'staff' from given
  )
  insert into session (token_hash, staff_id, csrf_token, expires_at)
  select token_hash, id, 'bench', now() + interval '12 hours' from given`;
