import { z } from 'zod';

/** True when a request certainly ended before any of it was sent: no name, no route, no connection. */
export const neverLeft = (error: unknown): boolean => {
  const failed = Failed.safeParse(error);
  return failed.success && isOfConnecting(failed.data.cause);
};

const isOfConnecting = ({ code, syscall, errors }: Cause): boolean =>
  code === 'UND_ERR_CONNECT_TIMEOUT' ||
  syscall === 'connect' ||
  syscall === 'getaddrinfo' ||
  (errors.length > 0 && errors.every((one) => one.syscall === 'connect'));

const Syscall = z.object({ syscall: z.string().catch('') });

/** Node tries the addresses of a name one after another and then tells of all in `errors`. */
const Cause = Syscall.extend({ code: z.string().catch(''), errors: z.array(Syscall).catch([]) });
type Cause = z.infer<typeof Cause>;

/** `fetch` itself only says "fetch failed". */
const Failed = z.object({ cause: Cause });
