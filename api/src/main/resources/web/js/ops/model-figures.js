/** How often the figures are read. */
const EVERY_MS = 2000;
/** An answer that takes longer is given up. */
const LIMIT_MS = 8000;

/**
 * What the server tells of its models, read again and again while the page can be seen. Renders nothing.
 *
 * Events: `change`.
 */
export class ModelFigures extends EventTarget {
  /** The last answer, or null before the first. */
  figures = null;
  /** `loading`, `live`, `lost` or `paused`. */
  state = 'loading';
  #timer = 0;
  #paused = false;
  #reading = false;

  start() {
    document.addEventListener('visibilitychange', () => this.#next(0));
    this.#next(0);
  }

  get paused() {
    return this.#paused;
  }

  set paused(paused) {
    this.#paused = paused;
    if (paused) {
      clearTimeout(this.#timer);
      this.#become('paused');
    } else {
      this.#next(0);
    }
  }

  #next(wait) {
    clearTimeout(this.#timer);
    if (!this.#paused && !document.hidden) this.#timer = setTimeout(() => this.#read(), wait);
  }

  async #read() {
    if (this.#reading) return;
    this.#reading = true;
    try {
      const response = await fetch('/api/ops/models', {
        headers: { Accept: 'application/json' },
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!response.ok) throw new Error(String(response.status));
      this.figures = await response.json();
      if (!this.#paused) this.#become('live');
    } catch {
      // What was read last stays on the page, and the page says that it is old.
      if (!this.#paused) this.#become('lost');
    } finally {
      this.#reading = false;
      this.#next(EVERY_MS);
    }
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
