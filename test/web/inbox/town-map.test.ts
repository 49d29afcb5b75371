import { expect, test } from 'vitest';
import { layOut, mapSize, scaleOf } from '#src/web/inbox/matter/town-map';

const town = (name: string, east: number, north: number) => ({ name, east, north });

test('north is up and east is right, at the same scale', () => {
  const [up, right] = layOut([town('北', 0, 100), town('東', 100, 0)], 2);
  expect(up).toMatchObject({ x: mapSize.width / 2, y: mapSize.height / 2 - 50 });
  expect(right).toMatchObject({ x: mapSize.width / 2 + 50, y: mapSize.height / 2 });
});

test('of two names that would cover one another the nearer town keeps its own', () => {
  const points = layOut([town('城南町', 130, 100), town('日吉町', 134, 98)], 2);
  expect(points.map(({ isNamed }) => isNamed)).toEqual([true, false]);
});

test('what lies outside the drawing is not drawn', () => {
  expect(layOut([town('遠い町', 5000, 0)], 2)).toEqual([]);
});

test('the drawing reaches as far as the fourth town', () => {
  const near = [town('a', 10, 0), town('b', 20, 0), town('c', 30, 0), town('d', 840, 0)];
  expect(layOut(near, scaleOf(near))).toHaveLength(4);
  expect(scaleOf([])).toBe(2);
});

test('no name stands where the scale is drawn', () => {
  const [point] = layOut([town('荘島町', -60, -118)], 2);
  expect(point).toMatchObject({ isNamed: false });
});
