import { useEffect, useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';

/** Files that are dropped on the composer or pasted into it. */
export const useDropped = (onFiles: (files: readonly File[]) => void) => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Dropped beside it, a file would be opened in place of the inbox.
    const stay = (event: globalThis.DragEvent) => {
      if (holdsFiles(event.dataTransfer)) event.preventDefault();
    };
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  return {
    isOver,
    onDragOver: ({ dataTransfer }: DragEvent) => setOver(holdsFiles(dataTransfer)),
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop: ({ dataTransfer }: DragEvent) => {
      setOver(false);
      if (dataTransfer.files.length > 0) onFiles([...dataTransfer.files]);
    },
    /** A copied table comes as text and as its picture: there the text is meant. */
    onPaste: (event: ClipboardEvent) => {
      const { files, types } = event.clipboardData;
      if (files.length === 0 || types.includes('text/plain')) return;
      event.preventDefault();
      onFiles([...files]);
    },
  };
};

const holdsFiles = (carried: DataTransfer | null): boolean => carried?.types.includes('Files') === true;
