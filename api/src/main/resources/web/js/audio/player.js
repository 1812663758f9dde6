/**
 * The tutor's voice: plays PCM16 of reply items and knows how much of each has been heard.
 *
 * Browsers let a page sound only after the learner has touched it: `unlock` must be called from such a
 * gesture, and until it has succeeded `usable` is false. A browser may also put a player to sleep that has sounded, when
 * a phone is locked or called: what arrives then is kept, up to the queue's limit, and played on from the same sample
 * after the next `unlock`. A flushed item stays silent, whatever of it still arrives.
 *
 * Events: `position` (detail `{itemId, playedMs, halted, asleep}`, about every 50 ms, with `halted` at each stop; with
 * `asleep` true when it falls asleep and now and then while sound arrives that can not be played, and false when it
 * wakes), `change` (speaking, paused, usable or asleep changed), `overflow`.
 */
export const PLAYBACK_RATE = 24_000;
/** Far beyond any reply; a server that sends faster than this drains is not pacing at all. */
const QUEUE_LIMIT_S = 180;
const REMEMBERED_CLOSED = 50;
/** While asleep the position is told again for this much sound that arrives. */
const ASLEEP_REPORT_S = 0.25;

export class Player extends EventTarget {
  #context = null;
  #node = null;
  #unlocking = null;
  #items = new Map();
  #closed = [];
  #playing = null;
  #paused = false;
  #queuedSamples = 0;
  #arrivedAsleep = 0;

  get usable() {
    return this.#node !== null && this.#context.state === 'running';
  }

  /** Whether it was made ready, and the browser does not let it sound now. */
  get asleep() {
    return this.#node !== null && this.#context.state !== 'running';
  }

  /** Whether a reply has sound that is not yet wholly played (also while paused). */
  get speaking() {
    return this.#playing !== null;
  }

  get paused() {
    return this.#paused;
  }

  /** The item now sounding and the milliseconds of it that were heard, or null. */
  get position() {
    if (!this.#playing) return null;
    return { itemId: this.#playing, playedMs: this.#heardMs(this.#items.get(this.#playing)) };
  }

  /** Makes ready to sound; resolves to `usable`. Safe to call at every gesture. */
  async unlock() {
    this.#unlocking ??= this.#open().catch((failure) => {
      this.#unlocking = null;
      throw failure;
    });
    await this.#unlocking;
    if (this.#context.state !== 'running') await this.#context.resume();
    return this.usable;
  }

  async #open() {
    const context = new AudioContext({ sampleRate: PLAYBACK_RATE, latencyHint: 'interactive' });
    await context.audioWorklet.addModule('/js/audio/player-worklet.js');
    const node = new AudioWorkletNode(context, 'parley-player', { numberOfInputs: 0, outputChannelCount: [1] });
    node.port.onmessage = ({ data }) => this.#moved(data);
    node.connect(context.destination);
    context.addEventListener('statechange', () => {
      this.#tellAsleep(this.asleep);
      this.dispatchEvent(new Event('change'));
    });
    this.#context = context;
    this.#node = node;
  }

  /** Queues little-endian PCM16 of an item, given as base64. */
  push(itemId, base64) {
    if (!this.#node || this.#closed.includes(itemId)) return;
    const samples = samplesOf(base64);
    // Told now: the samples leave for the audio thread.
    const { length } = samples;
    if (length === 0) return;
    if (this.#queuedSamples + length > QUEUE_LIMIT_S * PLAYBACK_RATE) {
      this.dispatchEvent(new Event('overflow'));
      return;
    }
    const item = this.#items.get(itemId) ?? { pushed: 0, played: 0, complete: false };
    item.pushed += length;
    this.#queuedSamples += length;
    this.#items.set(itemId, item);
    this.#node.port.postMessage({ type: 'push', item: itemId, samples }, [samples.buffer]);
    this.#turnTo(this.#playing ?? itemId);
    if (!this.asleep) return;
    this.#arrivedAsleep += length;
    if (this.#arrivedAsleep >= ASLEEP_REPORT_S * PLAYBACK_RATE) this.#tellAsleep(true);
  }

  /** Nothing more is heard, or it goes on: without a word of it the server would take the sound to play on, or wait. */
  #tellAsleep(asleep) {
    this.#arrivedAsleep = 0;
    const position = this.position;
    if (position) {
      this.dispatchEvent(new CustomEvent('position', { detail: { ...position, halted: asleep, asleep } }));
    }
  }

  /** Says that no more sound of this item will come. */
  complete(itemId) {
    const item = this.#items.get(itemId);
    if (!item) return;
    item.complete = true;
    this.#finishIfHeard(itemId);
  }

  pause() {
    if (!this.#node || this.#paused || !this.#playing) return;
    this.#paused = true;
    this.#node.port.postMessage({ type: 'pause' });
    this.dispatchEvent(new Event('change'));
  }

  resume() {
    if (!this.#node || !this.#paused) return;
    this.#paused = false;
    this.#node.port.postMessage({ type: 'resume' });
    this.dispatchEvent(new Event('change'));
  }

  /** Falls silent at once and forgets what is queued; returns the position it had, or null. */
  flush() {
    const position = this.position;
    for (const itemId of this.#items.keys()) this.#close(itemId);
    this.#node?.port.postMessage({ type: 'flush' });
    this.#paused = false;
    this.#queuedSamples = 0;
    this.#turnTo(null);
    return position;
  }

  /** Keeps what still arrives of this item from being heard. */
  silence(itemId) {
    if (itemId === this.#playing) this.flush();
    else this.#close(itemId);
  }

  #moved({ item: itemId, played, queued }) {
    this.#queuedSamples = queued;
    const item = this.#items.get(itemId);
    if (!item) return;
    item.played = played;
    if (this.#playing !== itemId) {
      this.#settle(this.#playing);
      this.#turnTo(itemId);
    }
    const halted = this.#paused || queued === 0;
    // What was on its way when the sound was taken does not say that it goes on.
    const detail = { ...this.position, halted, ...(this.asleep && { asleep: true }) };
    this.dispatchEvent(new CustomEvent('position', { detail }));
    this.#finishIfHeard(itemId);
  }

  #finishIfHeard(itemId) {
    const item = this.#items.get(itemId);
    if (!item?.complete || item.played < item.pushed) return;
    this.#settle(itemId);
    if (this.#playing === itemId) this.#turnTo(this.#items.keys().next().value ?? null);
  }

  /** An item played to its end is reported as wholly heard. */
  #settle(itemId) {
    const item = this.#items.get(itemId);
    if (!item) return;
    this.dispatchEvent(new CustomEvent('position', { detail: { itemId, playedMs: toMs(item.played), halted: true } }));
    this.#close(itemId);
  }

  #close(itemId) {
    this.#items.delete(itemId);
    this.#closed = [...this.#closed, itemId].slice(-REMEMBERED_CLOSED);
  }

  #turnTo(itemId) {
    if (itemId === this.#playing) return;
    this.#playing = itemId;
    this.dispatchEvent(new Event('change'));
  }

  /** What left the node is not yet at the ear: the device holds `outputLatency` of it. */
  #heardMs(item) {
    if (!item) return 0;
    return Math.max(0, Math.round(toMs(item.played) - (this.#context.outputLatency || 0) * 1000));
  }
}

function toMs(samples) {
  return Math.round((samples * 1000) / PLAYBACK_RATE);
}

function samplesOf(base64) {
  const bytes = atob(base64);
  const samples = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < samples.length; i++) {
    const value = bytes.charCodeAt(2 * i) | (bytes.charCodeAt(2 * i + 1) << 8);
    samples[i] = (value >= 0x8000 ? value - 0x10000 : value) / 0x8000;
  }
  return samples;
}
