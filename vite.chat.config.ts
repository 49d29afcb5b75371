import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The web chat is opened by telephones that get no updates any more, so it is built for browsers of 2018. */
export default defineConfig({
  root: here('./src/web'),
  cacheDir: here('./node_modules/.vite-chat'),
  publicDir: false,
  resolve: { alias: { '#web': here('./src/web') } },
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: ['es2018', 'chrome70', 'safari13'],
    cssTarget: ['chrome70', 'safari13'],
    rolldownOptions: { input: { chat: here('./src/web/chat/index.html') } },
  },
});
