import type { MatterRow } from '#src/http/contract/matters';

type Row = Pick<MatterRow, 'id' | 'waitingSince'>;

/** The row `step` away from the current one; `lostAt` is where the current one stood before it left the list. */
export const neighbourOf = (
  rows: readonly Row[],
  currentId: string | null,
  step: 1 | -1,
  lostAt: number,
): string | null => {
  const index = rows.findIndex(({ id }) => id === currentId);
  if (index !== -1) return rows[index + step]?.id ?? null;
  if (currentId === null) return rows[0]?.id ?? null;
  return rows[step === 1 ? lostAt : lostAt - 1]?.id ?? null;
};

/** Whom to answer next: the first below who waits for the city, otherwise the first from the top. */
export const nextWaiting = (rows: readonly Row[], currentId: string): string | null => {
  const index = rows.findIndex(({ id }) => id === currentId);
  const isWaiting = (row: Row) => row.waitingSince !== null && row.id !== currentId;
  return (rows.slice(index + 1).find(isWaiting) ?? rows.find(isWaiting))?.id ?? null;
};
