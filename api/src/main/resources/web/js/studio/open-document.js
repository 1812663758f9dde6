import { remember, remembered } from '../preferences.js';

/** The most unsaved text that is kept beyond a reload, in characters; a browser gives a page a few million in all. */
const MOST_KEPT = 500_000;

/**
 * A file that is open in the editor: what is saved, what is written, and what both were made from.
 *
 * Unsaved text outlives a reload in the browser's own storage. A save names the text that was edited, so that one that
 * somebody else saved meanwhile is never overwritten: it becomes the `conflict`, and the author decides.
 *
 * Fires `change` when anything of it is different, and `reset` when the text was replaced from outside the editor.
 */
export class OpenDocument extends EventTarget {
  #store;
  #save;

  /**
   * @param key names the file in the browser's storage
   * @param save saves a text over one of a hash, and gives the new hash; refuses with status 409 and `current`
   */
  constructor({ key, name, text, hash, readOnly = false, save }) {
    super();
    this.#store = storeOf(key);
    this.#save = save;
    this.key = key;
    this.name = name;
    this.readOnly = readOnly;
    this.text = text;
    this.savedText = text;
    this.hash = hash;
    this.saving = false;
    this.problem = null;
    this.conflict = null;
    this.restored = null;
    if (!readOnly) this.#restore();
  }

  get dirty() {
    return !this.readOnly && (this.hash === null || this.text !== this.savedText);
  }

  edit(text) {
    if (this.readOnly || text === this.text) return;
    this.text = text;
    this.problem = null;
    this.#keep();
    this.#changed();
  }

  /** Saves; answers whether it is saved now. */
  async save() {
    if (this.readOnly || this.saving || this.conflict) return false;
    const text = this.text;
    this.saving = true;
    this.problem = null;
    this.#changed();
    try {
      this.hash = await this.#save(text, this.hash);
      this.savedText = text;
      this.restored = null;
      this.#keep();
      return true;
    } catch (problem) {
      if (problem.status === 409 && problem.current) this.conflict = problem.current;
      else this.problem = problem;
      return false;
    } finally {
      this.saving = false;
      this.#changed();
    }
  }

  /** Gives up what is unsaved. */
  discard() {
    this.#take(this.conflict?.text ?? this.savedText, this.conflict ? this.conflict.hash : this.hash);
  }

  /** Goes on with one's own text, knowing the other: the next save replaces it. */
  keepMine() {
    if (!this.conflict) return;
    this.savedText = this.conflict.text ?? '';
    this.hash = this.conflict.hash ?? null;
    this.conflict = null;
    this.#keep();
    this.#changed();
  }

  #take(text, hash) {
    this.text = text;
    this.savedText = text;
    this.hash = hash ?? null;
    this.conflict = null;
    this.restored = null;
    this.problem = null;
    this.#keep();
    this.#changed();
    this.dispatchEvent(new Event('reset'));
  }

  #restore() {
    const kept = readKept(this.#store);
    if (!kept || typeof kept.text !== 'string' || kept.text === this.text) {
      forget(this.#store);
      return;
    }
    this.text = kept.text;
    this.restored = kept.at;
    if (kept.hash !== this.hash) {
      this.conflict = { text: this.savedText, hash: this.hash };
      this.hash = kept.hash;
    }
  }

  #keep() {
    if (!this.dirty && !this.conflict) forget(this.#store);
    else if (this.text.length <= MOST_KEPT) {
      remember(this.#store, JSON.stringify({ text: this.text, hash: this.hash, at: new Date().toISOString() }));
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

const storeOf = (key) => `studio.unsaved:${key}`;

function readKept(store) {
  try {
    return JSON.parse(remembered(store, 'null'));
  } catch {
    return null;
  }
}

/** Whether unsaved text of a file is kept in this browser. */
export function keptUnsaved(key) {
  return typeof readKept(storeOf(key))?.text === 'string';
}

function forget(name) {
  try {
    localStorage.removeItem(`parley.${name}`);
  } catch {
    // Storage is switched off; then nothing was kept either.
  }
}
