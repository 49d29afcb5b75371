import { buildWeb } from './build-web.ts';

/** Builds the pages, for a place that has no Vite when it runs. */
await buildWeb();
