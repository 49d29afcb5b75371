import { upload } from '#src/http/contract/uploads';
import { problem } from '#src/http/contract/problem';
import { road } from './city-hall.ts';
import type { LaidMatter } from './laid-matter.ts';
import { openWeb, type OpenWeb } from './open-web.ts';
import { photoWithPlace } from './papers.ts';
import { clerkOf, type WebSession } from './web-session.ts';

/** The web, and a clerk of the road department with a photo at hand. */
export const openLayingDesk = async () => {
  const web = await openWeb();
  const clerk = await clerkOf(web, road);
  return { web, clerk, desk: layingFor(web, clerk), photo: await photoWithPlace() };
};

export type LayingDesk = Awaited<ReturnType<typeof openLayingDesk>>;

/** Laying down and answering over the wire, as the inbox of this member of staff does it. */
export const layingFor = (web: OpenWeb, clerk: WebSession) => {
  const post = (
    laid: LaidMatter,
    name: string,
    body: Uint8Array<ArrayBuffer> | string,
    headers: WebSession['headers'] = clerk.headers,
  ) =>
    fetch(`${web.base}/api/matters/${laid.id}/uploads?${new URLSearchParams({ name }).toString()}`, {
      method: 'POST',
      headers,
      body,
    });

  return {
    post,
    lay: async (laid: LaidMatter, name: string, bytes: Buffer) => {
      const response = await post(laid, name, new Uint8Array(bytes));
      if (response.status !== 201) throw new Error(`${name} was not taken: ${response.status}`);
      return upload.parse(await response.json());
    },
    answer: (laid: LaidMatter, body: object) =>
      fetch(`${web.base}/api/matters/${laid.id}/replies`, {
        method: 'POST',
        headers: { ...clerk.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ id: crypto.randomUUID(), text: '', revision: 1, overStale: true, ...body }),
      }),
  };
};

export const refusal = async (response: Response) => problem.parse(await response.json()).code;
