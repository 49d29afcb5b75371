import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `/embed.js`, which the city's own site includes: one classic script that leaves nothing behind in the site's globals. */
export default defineConfig({
  root: here('./src/web'),
  cacheDir: here('./node_modules/.vite-embed'),
  publicDir: false,
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: false,
    target: 'es2015',
    rolldownOptions: {
      input: { embed: here('./src/web/embed/embed.ts') },
      output: { format: 'iife', entryFileNames: 'embed.js' },
    },
  },
});
