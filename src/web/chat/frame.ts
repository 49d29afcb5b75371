/** In a frame of the city's site: tells that the talk is there, and that Escape was pressed. Nothing of the talk goes out. */
export const tellParent = (): void => {
  if (!isFramed()) return;
  const tell = (word: 'ready' | 'close') => window.parent.postMessage({ kodama: word }, '*');
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && event.keyCode !== 229) tell('close');
  });
  tell('ready');
};

export const isFramed = (): boolean => window.parent !== window;

/**
 * Whether this browser lets the page keep a cookie. Inside the frame of a site under another name most browsers do not,
 * and then the talk would be lost with the first answer.
 */
export const mayKeepCookie = (): boolean => {
  // As the server sets its own.
  const reach = location.protocol === 'https:' ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
  document.cookie = `kodama_try=1; path=/chat; ${reach}`;
  const isKept = document.cookie.split('; ').some((one) => one === 'kodama_try=1');
  document.cookie = `kodama_try=; path=/chat; max-age=0; ${reach}`;
  return isKept;
};
