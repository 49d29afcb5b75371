import { expect, test } from 'vitest';
import { offsetMetres, townsAround } from '#src/domain/towns-around';

const cityHall = { latitude: 33.3193, longitude: 130.5083 };
const north = { name: '北の町', latitude: 33.3293, longitude: 130.5083 };
const east = { name: '東の町', latitude: 33.3193, longitude: 130.5133 };
const far = { name: '遠い町', latitude: 33.4193, longitude: 130.5083 };

test('a hundredth of a degree north is about 1.1 km, and east somewhat less', () => {
  expect(offsetMetres(cityHall, north).north).toBeCloseTo(1113, 0);
  expect(offsetMetres(cityHall, north).east).toBe(0);
  expect(offsetMetres(cityHall, east).east).toBeCloseTo(465, 0);
});

test('the nearest town comes first, and what is too far away does not come', () => {
  expect(townsAround(cityHall, [far, north, east], 1200)).toEqual([east, north]);
});
