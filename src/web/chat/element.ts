type Child = Node | string | null;

interface Attributes {
  readonly [name: string]: string | boolean;
}

/** An element with attributes and children; `true` sets an attribute without a value, `false` leaves it out. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
};

/** A button that says in words what it does; the drawing before them is for the eye alone. */
export const button = (
  words: string,
  onPress: () => void,
  { look = 'plain', drawing }: { readonly look?: 'plain' | 'main' | 'quiet'; readonly drawing?: string } = {},
): HTMLButtonElement => {
  const made = el('button', { type: 'button', class: `button button-${look}` });
  if (drawing !== undefined) made.append(drawn(drawing));
  made.append(el('span', {}, words));
  made.addEventListener('click', onPress);
  return made;
};

export const fill = (parent: Element, ...children: readonly Child[]): void => {
  while (parent.firstChild !== null) parent.firstChild.remove();
  for (const child of children) if (child !== null) parent.append(child);
};

/** Paths on a grid of 20. */
export const drawings = {
  photo: 'M2.8 4h14.4v12H2.8zM3 14l4-4 3.5 3.5L13 11l4 3.8M12.4 7.5h1.2',
  place:
    'M10 18c3.7-4 5.5-7 5.5-9.7a5.5 5.5 0 1 0-11 0C4.5 11 6.3 14 10 18zM8.1 8.2a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0',
  back: 'M12 4 6 10l6 6',
} as const;

const svg = 'http://www.w3.org/2000/svg';

const drawn = (path: string): SVGElement => {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 20 20');
  picture.setAttribute('class', 'drawing');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('focusable', 'false');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', path);
  picture.append(line);
  return picture;
};
