import { z } from 'zod';

/**
 * What `GET /api/live` sends as server-sent events named `change`. Ids only: the browser asks again for what it
 * shows. `id:` of each event is the place to resume from, sent back as `Last-Event-ID`. An event named `reload`, without
 * content, says that the place is not known here, as after a restore: everything is asked for again.
 */
export const liveChange = z.object({
  name: z.enum(['matter-changed', 'matter-left', 'staff-changed']),
  matterId: z.uuid().nullable(),
});

export type LiveChange = z.infer<typeof liveChange>;
