import '#web/shared/theme.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createApi } from '#web/shared/api';
import { ApiContext } from '#web/shared/api-context';
import { ProblemError } from '#web/shared/problems';
import { App } from './app.tsx';
import { meKey, type Session } from './session.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; a request that did not come through is worth two more tries.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.code !== 'not-ready'),
    },
  },
});
const api = createApi({
  csrfToken: () => queries.getQueryData<Session>(meKey)?.csrfToken ?? null,
  onLoggedOut: () => queries.setQueryData<Session>(meKey, null),
});

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ApiContext value={api}>
          {/* What is shown changes together with the address: a key pressed right after it is meant for the new matter. */}
          <BrowserRouter useTransitions={false}>
            <App />
          </BrowserRouter>
        </ApiContext>
      </QueryClientProvider>
    </StrictMode>,
  );
