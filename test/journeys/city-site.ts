import { createServer } from 'node:http';

export interface CitySite {
  /** Under the name that Kodama has here too: for a browser they are one site. */
  readonly origin: string;
  /** The same under a name of its own. */
  readonly strangeOrigin: string;
  /** From now on its page includes the chat of this Kodama. */
  include(kodamaUrl: string): void;
  close(): Promise<void>;
}

/** A small site of a city with a policy as strict as ours: it lets in our script and our frame and nothing inline. */
export const openCitySite = async (): Promise<CitySite> => {
  let kodama = '';
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${kodama}; frame-src ${kodama}; style-src 'none'`,
    );
    response.end(`<!doctype html><html lang="ja"><title>久留米市</title>
      <meta name="viewport" content="width=device-width">
      <main><h1>久留米市のホームページ</h1><h2>くらしの案内</h2>
      <ul><li><a href="/waste">ごみの出し方</a><li><a href="/move">引っ越しの手続き</a><li><a href="/roads">道路と公園</a></ul></main>
      <script src="${kodama}/embed.js"></script></html>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  return {
    origin: `http://localhost:${address.port}`,
    strangeOrigin: `http://127.0.0.1:${address.port}`,
    include: (kodamaUrl) => {
      kodama = new URL(kodamaUrl).origin;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
