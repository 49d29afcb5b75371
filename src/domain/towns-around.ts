import type { Town } from './city.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const metresPerDegree = 111_320;

/** Metres east and north of `centre`; flat, which over a city is true to a few metres. */
export const offsetMetres = (
  centre: Point,
  point: Point,
): { readonly east: number; readonly north: number } => ({
  east: (point.longitude - centre.longitude) * metresPerDegree * Math.cos((centre.latitude * Math.PI) / 180),
  north: (point.latitude - centre.latitude) * metresPerDegree,
});

/** The towns within `withinMetres` of a place, the nearest first. */
export const townsAround = (place: Point, towns: readonly Town[], withinMetres: number): readonly Town[] =>
  towns
    .map((town) => {
      const { east, north } = offsetMetres(place, town);
      return { town, metres: Math.hypot(east, north) };
    })
    .filter(({ metres }) => metres <= withinMetres)
    .toSorted((a, b) => a.metres - b.metres)
    .map(({ town }) => town);
