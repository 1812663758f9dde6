import { renderMarkdown } from '../markdown.js';

/**
 * A piece of the tutor's Markdown, shown safely and drawn again only when its text has changed. A plain
 * element, not a Lit one: its whole content is replaced each time, and Lit's own markers with it.
 */
export class ParleyMarkdown extends HTMLElement {
  #text = '';

  get text() {
    return this.#text;
  }

  set text(text) {
    if (text === this.#text) return;
    this.#text = text;
    this.replaceChildren(renderMarkdown(text));
  }
}

customElements.define('parley-markdown', ParleyMarkdown);
