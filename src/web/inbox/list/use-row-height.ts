import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** All rows are equally high; how high depends on the reader's text size. */
export const useRowHeight = (scroller: RefObject<HTMLElement | null>): number => {
  const [height, setHeight] = useState(84);
  useLayoutEffect(() => {
    const measure = () => {
      const height = scroller.current?.querySelector('[data-row]')?.getBoundingClientRect().height ?? 0;
      // A list that is hidden behind the matter, as on a telephone, has no height to tell.
      if (height > 0) setHeight(height);
    };
    let frame = 0;
    const measureTwice = () => {
      measure();
      cancelAnimationFrame(frame);
      // A list that has just come into sight draws its rows in the next frame.
      frame = requestAnimationFrame(measure);
    };
    measureTwice();
    const observer = new ResizeObserver(measureTwice);
    if (scroller.current !== null) observer.observe(scroller.current);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [scroller]);
  return height;
};
