/**
 * Turns the microphone's samples into frames of 16 kHz mono PCM16. Runs on the audio thread.
 *
 * Out: `{pcm: ArrayBuffer, peak}` for each frame of 512 samples (32 ms), `peak` in 0–1. Where the
 * context runs at another rate the samples are low-passed and resampled here, so that nothing above
 * 8 kHz folds back into the speech.
 */
const TARGET_RATE = 16_000;
const FRAME = 512;

class MicrophoneProcessor extends AudioWorkletProcessor {
  #frame = new Int16Array(FRAME);
  #filled = 0;
  #peak = 0;
  #resampler = sampleRate === TARGET_RATE ? null : new Resampler(sampleRate, TARGET_RATE);

  process([channels]) {
    const samples = channels?.[0];
    if (!samples) return true;
    if (this.#resampler) this.#resampler.feed(samples, (value) => this.#take(value));
    else for (const value of samples) this.#take(value);
    return true;
  }

  #take(value) {
    const clipped = Math.max(-1, Math.min(1, value));
    this.#peak = Math.max(this.#peak, Math.abs(clipped));
    this.#frame[this.#filled++] = Math.round(clipped * 0x7fff);
    if (this.#filled < FRAME) return;
    const pcm = this.#frame.buffer;
    this.port.postMessage({ pcm, peak: this.#peak }, [pcm]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
    this.#peak = 0;
  }
}

/** A windowed-sinc resampler with a table of phases; 24 zero crossings, cut at 90 % of the lower Nyquist. */
class Resampler {
  static #PHASES = 128;
  #step;
  #taps;
  #table;
  #history;
  #position;

  constructor(from, to) {
    this.#step = from / to;
    const cutoff = 0.45 * Math.min(1, to / from);
    const half = Math.ceil(12 / (2 * cutoff));
    this.#taps = 2 * half;
    this.#history = new Float32Array(0);
    this.#position = 0;
    this.#table = Array.from({ length: Resampler.#PHASES }, (_, phase) => {
      const row = new Float32Array(this.#taps);
      let sum = 0;
      for (let i = 0; i < this.#taps; i++) {
        const x = i - half + 1 - phase / Resampler.#PHASES;
        const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
        const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / half);
        row[i] = sinc * Math.max(0, window);
        sum += row[i];
      }
      return row.map((weight) => weight / sum);
    });
  }

  feed(samples, emit) {
    const input = new Float32Array(this.#history.length + samples.length);
    input.set(this.#history);
    input.set(samples, this.#history.length);
    while (Math.floor(this.#position) + this.#taps <= input.length) {
      const start = Math.floor(this.#position);
      const row = this.#table[Math.floor((this.#position - start) * Resampler.#PHASES)];
      let value = 0;
      for (let i = 0; i < this.#taps; i++) value += input[start + i] * row[i];
      emit(value);
      this.#position += this.#step;
    }
    const used = Math.min(Math.floor(this.#position), input.length);
    this.#history = input.slice(used);
    this.#position -= used;
  }
}

registerProcessor('parley-microphone', MicrophoneProcessor);
