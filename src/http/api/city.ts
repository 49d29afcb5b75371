import { operations } from '#src/http/contract/operations';
import type { Context } from '#src/usecases/context';
import type { MakeRoute, Route } from './route.ts';

export const cityRoutes = ({ city }: Context, route: MakeRoute): readonly Route[] => [
  route(operations.readCity, () =>
    Promise.resolve({
      name: city.name,
      isSample: city.isSample,
      departments: city.departments.map(({ id, name, kana, isSortingDesk }) => ({
        id,
        name,
        kana,
        isSortingDesk,
      })),
      categories: city.categories.map(({ id, name, departmentId }) => ({ id, name, departmentId })),
      answers: city.answers.map(({ id, title, text, categoryId }) => ({ id, title, text, categoryId })),
    }),
  ),
];
