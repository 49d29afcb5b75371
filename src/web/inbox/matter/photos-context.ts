import { createContext } from 'react';

/** Opens one of the thread's photos large. */
export const PhotosContext = createContext<(attachmentId: string) => void>(() => undefined);
