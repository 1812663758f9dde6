import { placesOf } from '../conversation-log.js';

/**
 * Marks the word that the tutor is just saying, by a highlight laid over the text. The text itself is
 * not touched, so a streaming reply can be drawn anew at any time. Does nothing where the browser has no
 * highlights or the server sent no word times.
 */
const NAME = 'parley-spoken';

export class SpokenWord {
  #host;

  constructor(host) {
    this.#host = host;
  }

  show(entry, playedMs) {
    if (!globalThis.CSS?.highlights || !entry?.words.length) return;
    const index = entry.words.findLastIndex((word) => word.start_ms <= playedMs);
    const shown = this.#host.querySelector(`[data-id="${CSS.escape(entry.id)}"] .prose`);
    const range = index >= 0 && shown ? rangeOf(entry.words, index, shown) : null;
    if (range) CSS.highlights.set(NAME, new Highlight(range));
    else this.clear();
  }

  clear() {
    globalThis.CSS?.highlights?.delete(NAME);
  }
}

function rangeOf(words, index, shown) {
  const place = placesOf(words.slice(0, index + 1), shown.textContent)[index];
  if (!place) return null;
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let before = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = before + node.length;
    if (!begun && place[0] < after) {
      range.setStart(node, place[0] - before);
      begun = true;
    }
    if (begun && place[1] <= after) {
      range.setEnd(node, place[1] - before);
      return range;
    }
    before = after;
  }
  return null;
}
