import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The pages are served under a policy that allows neither inline scripts and styles nor data: addresses, so
 * nothing may be folded into the page or the style sheet.
 */
export default defineConfig({
  root: here('./src/web'),
  cacheDir: here('./node_modules/.vite-web'),
  resolve: { alias: { '#web': here('./src/web') } },
  plugins: [react(), tailwindcss()],
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { inbox: here('./src/web/index.html') } },
  },
});
