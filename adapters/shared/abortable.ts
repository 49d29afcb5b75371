import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, setGlobalDispatcher, type Dispatcher } from 'undici';

const current = new AsyncLocalStorage<AbortSignal>();

/**
 * Bounds a call into an SDK that takes no signal but calls the global `fetch`. The promise rejects with the signal's
 * reason at once; the request and its socket end with it where `installAbortableHttp` was called.
 */
export const abortable = <T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new AbortController();
    const abort = (): void => {
      request.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    current
      .run(request.signal, call)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });

/**
 * Called once by the program. Node's `fetch` sends through undici's global dispatcher, which is the only place where
 * a request made by somebody else's code can be given a signal, or time limits other than undici's five minutes.
 */
export const installAbortableHttp = (limits: { connectMs: number; silenceMs: number }): void => {
  const agent = new Agent({
    connect: { timeout: limits.connectMs },
    headersTimeout: limits.silenceMs,
    bodyTimeout: limits.silenceMs,
  });
  setGlobalDispatcher(agent.compose(abortsWithItsCall));
};

const abortsWithItsCall: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const signal = current.getStore();
  return dispatch(options, signal === undefined ? handler : abortedBy(signal, handler));
};

const abortedBy = (signal: AbortSignal, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => ({
  onRequestStart: (controller, context) => {
    handler.onRequestStart?.(controller, context);
    const abort = (): void => controller.abort(new Error('aborted', { cause: signal.reason }));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  },
  onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
  onResponseStart: (...args) => handler.onResponseStart?.(...args),
  onResponseData: (...args) => handler.onResponseData?.(...args),
  onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
  onResponseError: (...args) => handler.onResponseError?.(...args),
});
