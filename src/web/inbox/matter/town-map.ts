/** Lays the towns around a place out on a small drawing: north is up, the place lies in the middle. */
export interface Neighbour {
  readonly name: string;
  /** Metres from the place. */
  readonly east: number;
  readonly north: number;
}

export interface MapPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Where the name stands: beside its dot, away from the middle. */
  readonly anchor: 'start' | 'end';
  readonly isNamed: boolean;
}

export const mapSize = { width: 288, height: 144 } as const;
const glyph = 12;
const gap = 6;
/** The pin covers the middle, and the scale the corner. */
const pin: Box = { left: 128, right: 160, top: 36, bottom: 80 };
const corner: Box = { left: 0, right: 120, top: 118, bottom: 144 };

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How many metres one unit of the drawing is: the fourth neighbour still fits. */
export const scaleOf = (neighbours: readonly Neighbour[]): number => {
  const needed = neighbours
    .slice(0, 4)
    .map(({ east, north }) =>
      Math.max(Math.abs(east) / (mapSize.width / 2 - 60), Math.abs(north) / (mapSize.height / 2 - 14)),
    );
  return Math.max(2, ...needed);
};

/** Names that would cover one another or leave the drawing are left out, the farther ones first; their dots stay. */
export const layOut = (neighbours: readonly Neighbour[], scale: number): readonly MapPoint[] => {
  const taken: Box[] = [pin, corner];
  return neighbours.flatMap(({ name, east, north }) => {
    const x = mapSize.width / 2 + east / scale;
    const y = mapSize.height / 2 - north / scale;
    if (x < 4 || x > mapSize.width - 4 || y < 4 || y > mapSize.height - 4) return [];
    const anchor = east >= 0 ? ('start' as const) : ('end' as const);
    const length = name.length * glyph;
    const left = anchor === 'start' ? x + gap : x - gap - length;
    const box = { left, right: left + length, top: y - glyph / 2 - 1, bottom: y + glyph / 2 + 1 };
    const isNamed =
      box.left >= 2 &&
      box.right <= mapSize.width - 2 &&
      box.top >= 2 &&
      box.bottom <= mapSize.height - 2 &&
      !taken.some((other) => meet(box, other));
    if (isNamed) taken.push(box);
    return [{ name, x, y, anchor, isNamed }];
  });
};

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
