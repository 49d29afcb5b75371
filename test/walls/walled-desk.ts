import { sql } from 'kysely';
import { openCityHall, road, water } from '#test/support/city-hall';
import { layMatter } from '#test/support/laid-matter';

/** A clerk of the road department with a matter in reach, `mine`, and one behind the wall, `theirs`. */
export const openWalledDesk = async () => {
  const hall = await openCityHall();
  const memberships = [{ departmentId: road, role: 'staff' }] as const;
  const clerk = (await hall.employ('clerk@city.example', { memberships })).person.id;
  const colleague = (await hall.employ('colleague@city.example', { memberships })).person.id;
  const mine = await layMatter(hall.url, road, 'open', colleague);
  const theirs = await layMatter(hall.url, water, 'open', hall.chiefId);
  const asClerk = (statement: string) => hall.store.asStaff(clerk, (tx) => sql.raw(statement).execute(tx));
  return { hall, clerk, colleague, mine, theirs, asClerk };
};

export type WalledDesk = Awaited<ReturnType<typeof openWalledDesk>>;

/** How the database says no. */
export const refused = /row-level security|permission denied/;
