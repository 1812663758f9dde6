/**
 * The learner's microphone as frames of 16 kHz mono PCM16, echo-cancelled by the browser.
 *
 * Events: `frame` (detail: ArrayBuffer of 1,024 bytes, 32 ms), `level` (detail: 0–1), `problem`
 * (detail: a code of `mic.*` in the messages, or null when it has passed), `lost` (the device went;
 * the microphone has stopped).
 */
export const CAPTURE_RATE = 16_000;
/** A live microphone always has some noise; this many frames (5 s) of pure zero mean that it is shut. */
const SILENT_FRAMES = 156;

/** Why a microphone could not be had; `code` is a key under `mic.` in the messages. */
export class MicrophoneProblem extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Microphone extends EventTarget {
  #stream = null;
  #context = null;
  #silent = 0;
  #starts = 0;

  get on() {
    return this.#stream !== null;
  }

  /** Asks for the microphone and starts it; throws a MicrophoneProblem. False when `stop` came first. */
  async start() {
    if (this.on) return true;
    const attempt = ++this.#starts;
    if (!window.isSecureContext) throw new MicrophoneProblem('insecure');
    if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) throw new MicrophoneProblem('unsupported');
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
      });
      const context = await this.#open(stream);
      if (attempt !== this.#starts) {
        release(stream, context);
        return false;
      }
      this.#stream = stream;
      this.#context = context;
      this.#silent = 0;
      this.#watch(stream.getAudioTracks()[0]);
      return true;
    } catch (failure) {
      release(stream, null);
      throw new MicrophoneProblem(codeOf(failure));
    }
  }

  stop() {
    this.#starts++;
    release(this.#stream, this.#context);
    this.#stream = null;
    this.#context = null;
    if (this.#silent >= SILENT_FRAMES) this.#tell(null);
    this.#silent = 0;
    this.dispatchEvent(new CustomEvent('level', { detail: 0 }));
  }

  /** Lets the browser resample where it can; where it refuses (Firefox), the worklet does. */
  async #open(stream) {
    let context = new AudioContext({ sampleRate: CAPTURE_RATE });
    let source;
    try {
      source = context.createMediaStreamSource(stream);
    } catch {
      await context.close();
      context = new AudioContext();
      source = context.createMediaStreamSource(stream);
    }
    await context.audioWorklet.addModule('/js/audio/microphone-worklet.js');
    const node = new AudioWorkletNode(context, 'parley-microphone', { outputChannelCount: [1] });
    node.port.onmessage = ({ data }) => this.#frame(data);
    source.connect(node);
    // A node that leads nowhere may never be run; this one stays silent.
    node.connect(context.destination);
    if (context.state !== 'running') await context.resume();
    return context;
  }

  #frame({ pcm, peak }) {
    if (!this.on) return;
    this.dispatchEvent(new CustomEvent('frame', { detail: pcm }));
    this.dispatchEvent(new CustomEvent('level', { detail: peak }));
    if (peak > 0) {
      if (this.#silent >= SILENT_FRAMES) this.#tell(null);
      this.#silent = 0;
    } else if (++this.#silent === SILENT_FRAMES) {
      this.#tell('silent');
    }
  }

  #watch(track) {
    track.addEventListener('ended', () => {
      if (!this.#stream?.getTracks().includes(track)) return;
      this.stop();
      this.#tell('lost');
      this.dispatchEvent(new Event('lost'));
    });
    track.addEventListener('mute', () => this.on && this.#tell('muted'));
    track.addEventListener('unmute', () => this.on && this.#tell(null));
  }

  #tell(code) {
    this.dispatchEvent(new CustomEvent('problem', { detail: code }));
  }
}

function release(stream, context) {
  for (const track of stream?.getTracks() ?? []) track.stop();
  if (context && context.state !== 'closed') context.close();
}

function codeOf(failure) {
  switch (failure?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
