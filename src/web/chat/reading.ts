import { button, el } from './element.ts';

/** Where the reader is. The end is followed only by those who are there; others are told that there is something new. */
export const createReading = () => {
  const news = button('新しいメッセージを見る', () => toEnd());
  const element = el('div', { class: 'news', hidden: true }, news);
  const page = document.documentElement;
  const isAtEnd = () => page.scrollHeight - (window.pageYOffset + window.innerHeight) < nearPx;
  const toEnd = () => {
    isTalkShown = true;
    element.hidden = true;
    window.scrollTo(0, page.scrollHeight);
  };
  let height = page.scrollHeight;
  let isFollowing = false;
  let isTalkShown = false;
  window.addEventListener('scroll', () => {
    isFollowing = isAtEnd();
    if (isFollowing) element.hidden = true;
  });
  // Letters that come late, the text box growing, a frame that is shown: who read the end still does.
  if ('ResizeObserver' in window)
    new ResizeObserver(() => {
      if (isTalkShown && isFollowing) toEnd();
    }).observe(document.body);
  return {
    element,
    isAtEnd,
    toEnd,
    height: () => page.scrollHeight,
    /** After a drawing: on to the end for those who were there before it. */
    follow: (wasAtEnd: boolean) => {
      if (wasAtEnd && isTalkShown) toEnd();
      else if (isTalkShown && page.scrollHeight > height) element.hidden = false;
      height = page.scrollHeight;
    },
    /** Something was put in above: what was on the screen stays there. */
    stay: (before: number) => {
      element.hidden = true;
      window.scrollTo(0, window.pageYOffset + page.scrollHeight - before);
    },
    /** A newcomer begins at the top, whoever comes back at the latest message. */
    begin: (hasTalk: boolean) => {
      element.hidden = true;
      if (hasTalk) toEnd();
      else window.scrollTo(0, 0);
    },
    /** Something else than the talk is shown, whose end nobody follows. */
    leave: () => {
      isTalkShown = false;
    },
  };
};

const nearPx = 120;
