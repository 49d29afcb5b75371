import { problemFrom } from './problems.ts';

export interface FileToSend {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: Blob;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Sends a file as it is. `fetch` does not tell how far it has come, so this is an older kind of request. */
export const sendFile = ({ address, headers, file, signal, onProgress }: FileToSend): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const told: unknown = request.response;
      if (request.status < 300) resolve(told);
      else reject(problemFrom(told, request.status));
    };
    request.onerror = () => reject(new TypeError('the server was not reached'));
    request.onabort = () => reject(new DOMException('given up', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) reject(new DOMException('given up', 'AbortError'));
    else request.send(file);
  });
