import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** All rows are equally high; how high depends on the reader's text size. */
export const useRowHeight = (scroller: RefObject<HTMLElement | null>): number => {
  const [height, setHeight] = useState(84);
  useLayoutEffect(() => {
    const measure = () => {
      const row = scroller.current?.querySelector('[data-row]');
      if (row) setHeight(row.getBoundingClientRect().height);
    };
    measure();
    const frame = requestAnimationFrame(measure);
    const observer = new ResizeObserver(measure);
    if (scroller.current !== null) observer.observe(scroller.current);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [scroller]);
  return height;
};
