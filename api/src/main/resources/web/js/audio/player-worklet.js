/**
 * Plays queued samples and counts them. Runs on the audio thread.
 *
 * In: `{type: 'push', item, samples: Float32Array}`, `pause`, `resume`, `flush`.
 * Out: `{item, played, queued}` about every 50 ms while samples flow, and whenever the queue runs dry
 * or playing pauses; `played` counts the samples of that item which have left this node.
 */
const REPORT_EVERY_S = 0.05;
/** A pause or a resumption fades over 4 ms, short enough to be at once and long enough not to click. */
const FADE_S = 0.004;

class PlayerProcessor extends AudioWorkletProcessor {
  #queue = [];
  #offset = 0;
  #queued = 0;
  #item = null;
  #played = 0;
  #paused = false;
  #gain = 1;
  #sinceReport = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => this.#handle(data);
  }

  #handle(message) {
    if (message.type === 'push') {
      this.#queue.push(message);
      this.#queued += message.samples.length;
    } else if (message.type === 'pause') {
      this.#paused = true;
    } else if (message.type === 'resume') {
      this.#paused = false;
    } else if (message.type === 'flush') {
      this.#queue = [];
      this.#offset = 0;
      this.#queued = 0;
      this.#paused = false;
      this.#gain = 1;
      this.#report();
    }
  }

  process(_inputs, [[out]]) {
    const step = 1 / (FADE_S * sampleRate);
    let flowed = 0;
    for (let i = 0; i < out.length; i++) {
      if (this.#paused && this.#gain <= 0) break;
      const chunk = this.#queue[0];
      if (!chunk) break;
      if (chunk.item !== this.#item) {
        this.#item = chunk.item;
        this.#played = 0;
      }
      this.#gain = Math.max(0, Math.min(1, this.#gain + (this.#paused ? -step : step)));
      out[i] = chunk.samples[this.#offset++] * this.#gain;
      this.#played++;
      flowed++;
      if (this.#offset >= chunk.samples.length) {
        this.#queue.shift();
        this.#offset = 0;
      }
    }
    this.#queued -= flowed;
    this.#sinceReport += flowed;
    const stopped = flowed > 0 && flowed < out.length;
    if (stopped || (flowed > 0 && this.#queued === 0) || this.#sinceReport >= REPORT_EVERY_S * sampleRate) {
      this.#report();
    }
    return true;
  }

  #report() {
    this.#sinceReport = 0;
    this.port.postMessage({ item: this.#item, played: this.#played, queued: this.#queued });
  }
}

registerProcessor('parley-player', PlayerProcessor);
