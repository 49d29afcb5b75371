import type { Answer } from './answer.ts';

interface Question {
  readonly method: string;
  readonly address: string;
  readonly body?: Blob | object;
  /** From 0 to 1, while a body goes out. */
  readonly onShare?: (share: number) => void;
}

/** `fetch` tells nothing while a photo goes out, and older browsers cannot end it. */
export const ask = <T>({ method, address, body, onShare }: Question): Promise<Answer<T>> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.timeout = body instanceof Blob ? photoPatienceMs : patienceMs;
    request.setRequestHeader('accept', 'application/json');
    const fail = () => resolve({ kind: 'not-told', trouble: { kind: 'unreached' } });
    request.addEventListener('error', fail);
    request.addEventListener('timeout', fail);
    request.addEventListener('abort', fail);
    request.addEventListener('load', () => resolve(read<T>(request)));
    if (onShare !== undefined)
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        if (total > 0) onShare(loaded / total);
      });
    if (body === undefined) request.send();
    else if (body instanceof Blob) {
      request.setRequestHeader('content-type', body.type === '' ? 'application/octet-stream' : body.type);
      request.send(body);
    } else {
      request.setRequestHeader('content-type', 'application/json');
      request.send(JSON.stringify(body));
    }
  });

const patienceMs = 30_000;
/** A photo on a slow line. */
const photoPatienceMs = 300_000;

const read = <T>({ status, responseText }: XMLHttpRequest): Answer<T> => {
  const told = status === 204 ? undefined : parse(responseText);
  // Our own server answers by the contract, in the same release.
  if (status >= 200 && status < 300) return { kind: 'told', told };
  // Whoever answers for a server that is away (a proxy, a hotel's log-in page) does not speak in our problems.
  if (typeof told?.code !== 'string') return { kind: 'not-told', trouble: { kind: 'unreached' } };
  const wait: unknown = told.retryAfterSeconds;
  return {
    kind: 'not-told',
    trouble: {
      kind: 'refused',
      code: told.code,
      retryAfterSeconds: typeof wait === 'number' ? wait : null,
    },
  };
};

const parse = (text: string) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
