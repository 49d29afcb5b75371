import { createContext, use } from 'react';
import type { Api } from './api.ts';

export const ApiContext = createContext<Api | null>(null);

export const useApi = (): Api => {
  const api = use(ApiContext);
  if (api === null) throw new Error('ApiContext is missing above this part');
  return api;
};
