import { el } from './element.ts';

/** Says that what was sent is being looked at, when that takes longer than a moment. */
export const createReceiving = () => {
  const element = el('p', { role: 'status', class: 'receiving' });
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    element.textContent = '';
  };
  return {
    element,
    show: (isReceiving: boolean) => {
      if (!isReceiving) stop();
      else if (timer === null) timer = setTimeout(() => (element.textContent = words), momentMs);
    },
  };
};

const words = '届いています。受け付けています…';
const momentMs = 2_000;
