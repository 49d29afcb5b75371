/**
 * The head and the text box stay in sight while more than half of the screen is left for reading; with large letters, or a
 * telephone held sideways, they move with the page.
 */
export const keepRoom = (head: HTMLElement, foot: HTMLElement): void => {
  const judge = () => {
    const taken = head.offsetHeight + foot.offsetHeight;
    const isRoomy = taken < window.innerHeight / 2;
    const isLetGo = !isRoomy && document.body.classList.contains('roomy');
    document.body.classList.toggle('roomy', isRoomy);
    // A photo was chosen, or the words became many: what is being done there must not slip under the edge of the screen.
    if (isLetGo && foot.contains(document.activeElement)) foot.scrollIntoView(false);
  };
  window.addEventListener('resize', judge);
  // Elsewhere only the first look and a turned telephone count.
  if ('ResizeObserver' in window) {
    const observer = new ResizeObserver(judge);
    for (const part of [head, foot]) observer.observe(part);
  }
  judge();
};
