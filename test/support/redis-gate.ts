import { beforeEach, inject } from 'vitest';

/** Where no Redis is found each test on it is skipped by name and says why. */
beforeEach(({ skip }) => {
  const lack = inject('redisLack');
  if (lack !== '') skip(lack);
});
