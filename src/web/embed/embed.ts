import { createEmbed } from './panel.ts';

/**
 * `<script src="https://…/embed.js"></script>` on a page of the city's site adds a button that opens the chat.
 * `data-label` gives the button other words; `data-target` the id of the element to put it into, instead of the corner.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const begin = () =>
    createEmbed({
      origin: new URL(script.src).origin,
      label: script.getAttribute('data-label') ?? '市に相談する',
      target: document.getElementById(script.getAttribute('data-target') ?? ''),
    });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
