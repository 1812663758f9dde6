import { CAPTURE_RATE, Microphone } from './audio/microphone.js';
import { PLAYBACK_RATE, Player } from './audio/player.js';
import { ConversationLog } from './conversation-log.js';
import { remember, remembered } from './preferences.js';
import { RealtimeClient } from './realtime-client.js';

export const MESSAGE_LIMIT = 4_000;
/** Reports follow the samples, not a timer: browsers slow the timers of a hidden tab. */
const PLAYBACK_REPORT_MS = 100;
const NOTICE_LIMIT = 3;
/** Speech models load beside the server's start; this is how often and how long the page asks. */
const ABOUT_EVERY_MS = 2_000;
const ABOUT_TRIES = 60;

/** With the key up for so long the microphone is given back to the system; the next press takes it again. */
const KEY_UP_MS = 60_000;

/** Factors on the voice's usual speed that the page offers; the server takes 0.6 to 1.4. */
export const SPEEDS = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];

function speedOf(text) {
  const speed = Number.parseFloat(text);
  return speed >= SPEEDS[0] && speed <= SPEEDS.at(-1) ? speed : null;
}

/** Errors that only say that we asked for what had already happened. */
const HARMLESS = new Set([
  'response_cancel_not_active',
  'conversation_already_has_active_response',
  'input_audio_buffer_commit_empty',
]);

/** Notices that a reply in a model's words takes back. */
const MODEL_TROUBLES = new Set(['model_unavailable', 'model_misconfigured', 'budget_spent', 'output_unusable']);

/**
 * The page's conversation with the tutor: joins the connection, the log, the player and the microphone,
 * and offers what the components show and call. It renders nothing.
 *
 * Events: `change` (anything shown may differ), `replied` (a reply has ended), `level` (detail 0–1), `position` (detail
 * `{itemId, playedMs}`).
 */
export class TutorSession extends EventTarget {
  log = new ConversationLog();
  notices = [];
  about = null;
  wordedBy = null;
  microphoneState = 'off';
  /** The microphone is on, and nothing of it is sent. */
  muted = false;
  /** The key is down, where the learner holds one to talk. */
  held = false;
  #client = new RealtimeClient(() => this.#wishes());
  #player = new Player();
  #microphone = new Microphone();
  #locale;
  #voice = remembered('voice', 'on') === 'on';
  /** `hold`, `automatic`, or empty: as the server's settings say. */
  #talking = remembered('talking', '');
  #serverHolds = false;
  #keyUpTimer = 0;
  /** The speed that the learner chose, or null for the server's. */
  #speed = speedOf(remembered('speed', ''));
  #usualSpeed = 1;
  #told = '';
  #responses = new Set();
  #awaiting = false;
  #troubled = false;
  #everConnected = false;
  #lastReport = { itemId: null, playedMs: -1 };

  constructor({ locale }) {
    super();
    this.#locale = locale;
    for (const { id, text } of this.#client.outbox) this.log.addMessage(id, text);
    this.#listenToClient();
    this.#listenToPlayer();
    this.#listenToMicrophone();
  }

  /** Begins to talk, on `course` or, when it is empty, on the server's usual one. */
  start(course = '') {
    this.#client.course = course;
    this.#client.connect();
    this.#readAbout(ABOUT_TRIES);
    const unlock = () => this.#unlockVoice();
    for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, unlock, { passive: true });
    // A phone that is unlocked may let the page sound again without a touch.
    document.addEventListener('visibilitychange', () => {
      if (this.#player.asleep && document.visibilityState === 'visible') unlock();
    });
  }

  // What is shown

  get connection() {
    if (this.#client.state === 'open') return 'open';
    if (this.#client.state === 'superseded' || this.#client.state === 'refused') return this.#client.state;
    return this.#everConnected ? 'reconnecting' : 'connecting';
  }

  /** What the tutor is about: `ready`, `listening`, `thinking`, `writing` or `speaking`. */
  get phase() {
    if (this.#player.speaking && !this.#player.paused) return 'speaking';
    if (this.#player.paused || this.log.last?.state === 'hearing') return 'listening';
    if (this.#responses.size > 0) return this.log.last?.state === 'streaming' && this.log.last.text ? 'writing' : 'thinking';
    if (this.#awaiting) return 'thinking';
    return this.#listens ? 'listening' : 'ready';
  }

  /** Whether there is something that `stop` would stop. */
  get busy() {
    return this.#responses.size > 0 || this.#awaiting || this.#player.speaking;
  }

  get voice() {
    return this.#voice;
  }

  /** Whether the learner holds a key while talking, rather than being waited for. */
  get holdToTalk() {
    return this.#talking ? this.#talking === 'hold' : this.#serverHolds;
  }

  /** Whether what the microphone takes is sent. */
  get #listens() {
    return this.microphoneState === 'on' && (this.holdToTalk ? this.held : !this.muted);
  }

  /** The factor on the voice's usual speed. */
  get speed() {
    return this.#speed ?? this.#usualSpeed;
  }

  get speech() {
    return this.about?.speech?.state ?? 'ready';
  }

  get outboxFull() {
    return this.#client.outboxFull;
  }

  /** The item whose sound is playing, or null. */
  get position() {
    return this.#player.position;
  }

  // What can be done

  sendMessage(text) {
    const message = text.trim();
    if (!message || message.length > MESSAGE_LIMIT || this.outboxFull) return false;
    if (this.busy) this.stop();
    // Whoever writes in a tab that was sent away wants the conversation here.
    if (this.#client.state === 'superseded' || this.#client.state === 'refused') this.reconnect();
    this.log.addMessage(this.#client.sendMessage(message), message);
    this.#awaiting = true;
    this.#changed();
    return true;
  }

  /** Silences the tutor at once and tells the server how much was heard. */
  stop() {
    const heard = this.#player.flush();
    if (heard) this.#tellPlayed(heard);
    if (this.#responses.size > 0 || this.#awaiting) this.#client.send({ type: 'response.cancel' });
    if (heard) this.#client.send({ type: 'output_audio_buffer.clear' });
    this.#awaiting = false;
    this.#changed();
  }

  async toggleMicrophone() {
    if (this.microphoneState !== 'off') {
      this.#microphone.stop();
      this.#microphoneIs('off');
      return;
    }
    await this.#startMicrophone();
  }

  /** The key is pressed: the tutor holds still, and what is said counts until `releaseToTalk`. */
  async pressToTalk() {
    if (!this.holdToTalk || this.held) return;
    clearTimeout(this.#keyUpTimer);
    this.held = true;
    if (this.microphoneState === 'on') this.#microphoneIs('on');
    else if (this.microphoneState === 'off') await this.#startMicrophone();
    this.#changed();
  }

  /** The key is let go: what was said is the turn. */
  releaseToTalk() {
    if (!this.held) return;
    this.held = false;
    if (this.microphoneState === 'on') this.#tellMicrophone('off');
    clearTimeout(this.#keyUpTimer);
    this.#keyUpTimer = setTimeout(() => {
      if (this.holdToTalk && !this.held && this.microphoneState === 'on') this.toggleMicrophone();
    }, KEY_UP_MS);
    this.#changed();
  }

  /** Whether the learner holds a key to talk; the page remembers it. */
  setHoldToTalk(hold) {
    this.releaseToTalk();
    clearTimeout(this.#keyUpTimer);
    this.#talking = hold ? 'hold' : 'automatic';
    remember('talking', this.#talking);
    this.muted = false;
    this.#tellWishes();
    if (this.microphoneState === 'on') this.#tellMicrophone(hold ? 'off' : 'on');
    this.#changed();
  }

  /** Sends nothing of the microphone, which stays on, or sends it again. */
  setMuted(muted) {
    if (this.microphoneState !== 'on' || this.holdToTalk || muted === this.muted) return;
    this.muted = muted;
    this.#tellMicrophone(muted ? 'off' : 'on');
    if (muted) {
      this.dispatchEvent(new CustomEvent('level', { detail: 0 }));
      this.dismiss('microphone');
    }
    this.#changed();
  }

  async #startMicrophone() {
    this.dismiss('microphone');
    this.#microphoneIs('starting');
    try {
      this.#unlockVoice();
      if (await this.#microphone.start()) this.#microphoneIs('on');
    } catch (problem) {
      this.held = false;
      this.#microphoneIs('off');
      this.#notice({ code: 'microphone', key: `mic.${problem.code ?? 'failed'}`, kind: 'warning' });
    }
  }

  tellSpeechUnavailable(reason) {
    this.#notice({ code: 'microphone', key: 'notice.speechUnavailable', values: { reason }, kind: 'warning' });
  }

  setVoice(on) {
    this.#voice = on;
    remember('voice', on ? 'on' : 'off');
    if (on) this.#unlockVoice();
    else if (this.#player.speaking) this.stop();
    this.#tellWishes();
    this.#changed();
  }

  /** Holds from the tutor's next reply on. */
  setSpeed(speed) {
    this.#speed = speedOf(speed);
    remember('speed', this.#speed === null ? '' : String(this.#speed));
    this.#tellWishes();
    this.#changed();
  }

  setLocale(locale) {
    this.#locale = locale;
    this.#tellWishes();
    this.#changed();
  }

  startNewConversation() {
    this.#leaveConversation();
    this.#client.startNewConversation();
    this.#changed();
  }

  /** Goes over to another course, where that conversation was left. */
  changeCourse(course) {
    this.#leaveConversation();
    this.#client.changeCourse(course);
    this.#changed();
  }

  #leaveConversation() {
    this.#player.flush();
    this.log.clear();
    // The old connection's replies are told no more, so nothing would end them.
    this.#responses.clear();
    this.#awaiting = false;
  }

  /** Takes the conversation back from another tab, or tries once more after a refusal. */
  reconnect() {
    this.#client.connect();
  }

  dismiss(code) {
    this.notices = this.notices.filter((notice) => notice.code !== code);
    this.#changed();
  }

  // The connection

  #listenToClient() {
    const client = this.#client;
    client.addEventListener('state', () => {
      if (client.state === 'open') {
        this.#everConnected = true;
        this.#told = JSON.stringify(this.#wishes());
        this.log.reconnected();
        this.dismiss('connection');
        if (this.#listens) this.#tellMicrophone('on');
      } else if (client.state === 'waiting' && this.#everConnected) {
        this.#notice({ code: 'connection', key: 'notice.offline', kind: 'warning' });
      } else if (client.state === 'superseded' || client.state === 'refused') {
        this.dismiss('connection');
        if (this.microphoneState !== 'off') this.toggleMicrophone();
      }
      this.#changed();
    });
    client.addEventListener('lost', () => {
      // What was buffered is not played on: the server counts as heard what was last reported.
      this.#player.flush();
      this.#responses.clear();
      this.#awaiting = false;
      this.#changed();
    });
    client.addEventListener('settled', ({ detail }) => {
      // The tutor opens an empty conversation, and answers what a lost connection left unanswered.
      if (detail.resent > 0 || this.log.awaitsTutor) {
        this.#awaiting = client.send({ type: 'response.create' });
        this.#changed();
      }
    });
    client.addEventListener('toobig', () => this.#notice({ code: 'toobig', key: 'notice.tooBig', kind: 'warning' }));
    client.addEventListener('refused', ({ detail }) => {
      this.log.fail(detail.id);
      this.#changed();
    });
    client.addEventListener('outbox', () => this.#changed());
    client.addEventListener('event', ({ detail }) => this.#receive(detail));
  }

  #receive(event) {
    switch (event.type) {
      case 'session.created':
        this.#serverHolds = holds(event.session?.audio?.input?.turn_detection);
        this.#usualSpeed = speedOf(event.session?.audio?.output?.speed) ?? 1;
        break;
      case 'response.created':
        this.#awaiting = false;
        this.#responses.add(event.response?.id);
        break;
      case 'response.output_audio.delta':
        this.#player.push(event.item_id, event.delta ?? '');
        return;
      case 'response.output_audio.done':
        this.#player.complete(event.item_id);
        return;
      case 'parley.worded':
        this.wordedBy = event.worded_by || this.wordedBy;
        break;
      case 'response.done':
        this.#responseDone(event.response ?? {});
        break;
      case 'output_audio_buffer.cleared':
        this.#silence();
        break;
      case 'conversation.item.truncated':
        this.#player.silence(event.item_id);
        break;
      case 'parley.playback.paused':
        this.#player.pause();
        break;
      case 'parley.playback.resumed':
        this.#player.resume();
        break;
      case 'input_audio_buffer.speech_started':
        // Sound that the browser had kept is no longer the server's to hold: whoever talks over it is not talked over.
        if (this.#player.speaking && this.#responses.size === 0) this.#player.flush();
        break;
      case 'input_audio_buffer.committed':
        this.#awaiting = true;
        break;
      case 'conversation.item.input_audio_transcription.completed':
        if (!event.transcript?.trim()) this.#awaiting = false;
        break;
      case 'parley.notice':
        this.#troubled ||= MODEL_TROUBLES.has(event.code);
        this.#notice({ code: event.code ?? 'server', text: event.message, kind: 'info' });
        break;
      case 'error':
        this.#error(event.error ?? {});
        break;
      default:
        break;
    }
    this.log.apply(event);
    this.#changed();
  }

  #responseDone(response) {
    this.#responses.delete(response.id);
    this.wordedBy = response.parley?.worded_by || this.wordedBy;
    // A model answered, and nothing was told meanwhile: that one could not is no longer so.
    if (!this.#troubled && response.parley?.worded_by && this.wordedBy !== 'authored') {
      this.notices = this.notices.filter((notice) => !MODEL_TROUBLES.has(notice.code));
    }
    this.#troubled = false;
    this.dispatchEvent(new Event('replied'));
    for (const item of response.output ?? []) {
      if (response.status === 'cancelled') this.#player.silence(item.id);
      else this.#player.complete(item.id);
    }
  }

  #silence() {
    const heard = this.#player.flush();
    if (heard) this.#tellPlayed(heard);
  }

  #error(error) {
    if (HARMLESS.has(error.code)) return;
    this.#awaiting = false;
    this.#notice({
      code: `error.${error.code ?? error.type ?? ''}`,
      key: 'notice.server',
      values: { message: error.message ?? error.code ?? '' },
      kind: 'warning',
    });
  }

  // Voice and microphone

  #listenToPlayer() {
    this.#player.addEventListener('change', () => {
      // The system may take the sound away, and give it back.
      this.#tellWishes();
      this.#hintAtSleep();
      this.#changed();
    });
    this.#player.addEventListener('position', ({ detail }) => {
      this.#reportPlayback(detail);
      this.dispatchEvent(new CustomEvent('position', { detail }));
    });
    this.#player.addEventListener('overflow', () =>
      this.#notice({ code: 'overflow', key: 'notice.voiceOverflow', kind: 'warning' }),
    );
  }

  #listenToMicrophone() {
    const microphone = this.#microphone;
    microphone.addEventListener('frame', ({ detail }) => {
      if (this.#listens && !this.#client.sendAudio(detail) && this.#client.state === 'open') {
        this.#notice({ code: 'slow', key: 'notice.slow', kind: 'warning' });
      }
    });
    microphone.addEventListener('level', ({ detail }) => {
      if (this.#listens || detail === 0) this.dispatchEvent(new CustomEvent('level', { detail }));
    });
    microphone.addEventListener('problem', ({ detail }) => {
      // Who is muted or holds no key knows why nothing arrives.
      if (detail === 'silent' && !this.#listens) return;
      if (detail) this.#notice({ code: 'microphone', key: `mic.${detail}`, kind: 'warning' });
      else this.dismiss('microphone');
    });
    microphone.addEventListener('lost', () => this.#microphoneIs('off', 'lost'));
  }

  #microphoneIs(state, told = state) {
    const wasOn = this.microphoneState === 'on';
    this.microphoneState = state;
    if (state !== 'on') this.muted = false;
    if (state === 'off') this.held = false;
    if (this.#listens) this.#tellMicrophone('on');
    else if (wasOn && state !== 'on') this.#tellMicrophone(told);
    this.#changed();
  }

  #tellMicrophone(state) {
    this.#client.send({ type: 'parley.microphone', state });
  }

  async #unlockVoice() {
    if (!this.#voice || this.#player.usable) return;
    try {
      await this.#player.unlock();
    } catch {
      if (navigator.userActivation?.hasBeenActive ?? true) {
        this.#notice({ code: 'voice', key: 'notice.voiceFailed', kind: 'info' });
      }
      return;
    }
    this.#tellWishes();
  }

  /** The sound that waits can only be let go by the learner's touch. */
  #hintAtSleep() {
    const shown = this.notices.some((notice) => notice.code === 'asleep');
    const waits = this.#voice && this.#player.asleep && this.#player.speaking;
    if (waits && !shown) this.#notice({ code: 'asleep', key: 'notice.voiceAsleep', kind: 'warning' });
    else if (shown && !waits) this.dismiss('asleep');
  }

  #reportPlayback({ itemId, playedMs, halted, asleep }) {
    if (asleep !== undefined) {
      this.#tellPlayed({ itemId, playedMs, asleep });
      return;
    }
    const last = this.#lastReport;
    const moved = itemId === last.itemId ? Math.abs(playedMs - last.playedMs) : Infinity;
    if (moved >= PLAYBACK_REPORT_MS || (halted && moved > 0)) this.#tellPlayed({ itemId, playedMs });
  }

  #tellPlayed({ itemId, playedMs, asleep }) {
    this.#lastReport = { itemId, playedMs };
    this.#client.send({ type: 'parley.playback', item_id: itemId, played_ms: playedMs, ...(asleep && { halted: true }) });
  }

  /** The session this page asks for: the tutor speaks only where it would be heard. */
  #wishes() {
    const audible = this.#voice && this.#player.usable && this.speech === 'ready';
    // Who ends the turns is the server's to say, unless the learner has chosen, or a program of their own is to.
    const chosen = this.#talking || this.#serverHolds;
    return {
      type: 'realtime',
      output_modalities: [audible ? 'audio' : 'text'],
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: CAPTURE_RATE },
          ...(chosen && { turn_detection: { type: this.holdToTalk ? 'push_to_talk' : 'server_vad' } }),
        },
        output: {
          format: { type: 'audio/pcm', rate: PLAYBACK_RATE },
          ...(this.#speed !== null && { speed: this.#speed }),
        },
      },
      parley: { locale: this.#locale },
    };
  }

  #tellWishes() {
    const wishes = this.#wishes();
    const told = JSON.stringify(wishes);
    if (told !== this.#told && this.#client.send({ type: 'session.update', session: wishes })) this.#told = told;
  }

  async #readAbout(tries) {
    try {
      const response = await fetch('/api/about', { headers: { Accept: 'application/json' } });
      if (response.ok) this.about = await response.json();
    } catch {
      // The connection's own notice tells of a server that is away.
    }
    this.#tellWishes();
    this.#changed();
    if (tries > 1 && (!this.about || this.speech === 'loading')) {
      setTimeout(() => this.#readAbout(tries - 1), ABOUT_EVERY_MS);
    }
  }

  #notice(notice) {
    const others = this.notices.filter((other) => other.code !== notice.code);
    this.notices = [...others, notice].slice(-NOTICE_LIMIT);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether a server's `turn_detection` leaves the end of a turn to the learner: by a key, or (null) by a commit. */
function holds(detection) {
  return detection === null || detection?.type === 'push_to_talk';
}
