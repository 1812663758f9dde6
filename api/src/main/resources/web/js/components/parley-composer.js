import { html, nothing } from 'lit';
import { i18n, t } from '../i18n.js';
import { MESSAGE_LIMIT, SPEEDS } from '../tutor-session.js';
import { icons } from './icons.js';
import { SessionView } from './session-view.js';

/** From here on the length is shown. */
const COUNT_FROM = MESSAGE_LIMIT * 0.9;
/** Ten bars of loudness, the first lit from about −48 dBFS. */
const BARS = 10;
const QUIETEST_DB = -48;

/** Where the learner types or speaks, and stops the tutor. */
export class ParleyComposer extends SessionView {
  static properties = { ...SessionView.properties, _text: { state: true } };

  #onLevel = ({ detail }) => this.#showLevel(detail);
  #onKey = (key) => this.#shortcut(key);
  #onKeyUp = (key) => this.#keyUp(key);
  /** Whoever leaves the page has let the key go, though the page is not told of it. */
  #onLeave = () => this.session?.releaseToTalk();

  constructor() {
    super();
    this._text = '';
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('keyup', this.#onKeyUp);
    window.addEventListener('blur', this.#onLeave);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('keyup', this.#onKeyUp);
    window.removeEventListener('blur', this.#onLeave);
  }

  sessionChanged(session, before) {
    before?.removeEventListener('level', this.#onLevel);
    session?.addEventListener('level', this.#onLevel);
  }

  render() {
    if (!this.session) return nothing;
    const { busy, microphoneState, muted, held, holdToTalk } = this.session;
    const listening = microphoneState === 'on' && (holdToTalk ? held : !muted);
    return html`<form class="composer" @submit=${this.#submit} data-microphone=${listening ? 'on' : microphoneState === 'on' ? 'muted' : microphoneState}>
      <div class="composer-box">
        ${holdToTalk ? this.#holdKey(microphoneState) : this.#microphone(microphoneState)}
        ${microphoneState === 'on' && !holdToTalk ? this.#mute(muted) : nothing}
        <div class="composer-field">
          <label class="hidden" for="composer-input">${t('composer.label')}</label>
          <textarea id="composer-input" data-testid="composer-input" rows="1" autocomplete="off" enterkeyhint="send"
            placeholder=${t(listening ? 'composer.placeholder.listening' : 'composer.placeholder')}
            aria-describedby="composer-count" aria-invalid=${this.#tooLong} .value=${this._text}
            @input=${this.#typed} @keydown=${this.#key}></textarea>
          ${listening ? this.#meter() : nothing}
        </div>
        ${busy
          ? html`<button class="round stop" type="button" data-testid="stop" aria-label=${t('composer.stop')}
              title=${t('composer.stop')} @click=${() => this.session.stop()}>${icons.stop}</button>`
          : nothing}
        <button class="round send" type="submit" data-testid="send" aria-label=${t('composer.send')}
          title=${t('composer.send')} ?disabled=${!this.#sendable}>${icons.send}</button>
      </div>
      <div class="composer-foot">
        ${this.#voice()} ${this.#speed()} ${this.#holdChoice()}
        <span id="composer-count" class="composer-note" role="status" ?data-over=${this.#tooLong}>${this.#note()}</span>
        <span class="composer-hint" aria-hidden="true">${this.#hint()}</span>
      </div>
    </form>`;
  }

  #microphone(state) {
    const unavailable = this.session.speech === 'unavailable';
    const key = unavailable ? 'unavailable' : { off: 'on', on: 'off', starting: 'starting' }[state];
    const label = t(`composer.mic.${key}`);
    return html`<button class="round mic" type="button" data-testid="mic" aria-label=${label} title=${label}
      aria-pressed=${state === 'on'} aria-keyshortcuts="Alt+M" data-state=${state}
      @click=${this.#toggleMicrophone}>
      <span class="mic-level" aria-hidden="true"></span>${unavailable ? icons.microphoneOff : icons.microphone}
    </button>`;
  }

  /** Held with the pointer, with Space or Enter on it, or with Alt+M anywhere. */
  #holdKey(state) {
    const { held, speech } = this.session;
    const unavailable = speech === 'unavailable';
    const label = t(unavailable ? 'composer.mic.unavailable' : held ? 'composer.mic.held' : 'composer.mic.hold');
    return html`<button class="round mic hold" type="button" data-testid="hold" aria-label=${label} title=${label}
      aria-pressed=${held} aria-keyshortcuts="Alt+M" data-state=${held ? state : 'off'}
      @pointerdown=${this.#pointerDown} @pointerup=${this.#onLeave} @pointercancel=${this.#onLeave}
      @contextmenu=${(event) => event.preventDefault()} @keydown=${this.#holdKeyDown} @blur=${this.#onLeave}>
      <span class="mic-level" aria-hidden="true"></span>${unavailable ? icons.microphoneOff : icons.microphone}
    </button>`;
  }

  #mute(muted) {
    const label = t(muted ? 'composer.unmute' : 'composer.mute');
    return html`<button class="mute" type="button" data-testid="mute" aria-pressed=${muted} title=${label}
      aria-label=${label} aria-keyshortcuts="Alt+S" @click=${() => this.session.setMuted(!muted)}>
      ${muted ? icons.microphoneOff : icons.microphone}<span>${t(muted ? 'composer.muted' : 'composer.heard')}</span>
    </button>`;
  }

  #holdChoice() {
    const { holdToTalk, speech } = this.session;
    return html`<button class="voice" type="button" role="switch" aria-checked=${holdToTalk} data-testid="hold-choice"
      ?disabled=${speech === 'unavailable'} @click=${() => this.session.setHoldToTalk(!holdToTalk)}>
      <span>${t('composer.holdChoice')}</span><span class="switch" aria-hidden="true"></span>
    </button>`;
  }

  #meter() {
    return html`<div class="meter" role="meter" aria-label=${t('composer.level')} aria-valuemin="0"
      aria-valuemax=${BARS} aria-valuenow="0" data-testid="level">${Array.from({ length: BARS }, () => html`<i></i>`)}</div>`;
  }

  #voice() {
    const { voice, speech } = this.session;
    return html`<button class="voice" type="button" role="switch" aria-checked=${voice} data-testid="voice"
      ?disabled=${speech === 'unavailable'} @click=${() => this.session.setVoice(!voice)}>
      ${voice ? icons.speaker : icons.speakerOff}<span>${t('composer.voice')}</span><span class="switch" aria-hidden="true"></span>
    </button>`;
  }

  #speed() {
    const { speed, speech, voice } = this.session;
    const offered = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((one, other) => one - other);
    return html`<label class="voice-speed" title=${t('composer.speed')}>
      <span class="hidden">${t('composer.speed')}</span>
      <select data-testid="speed" ?disabled=${!voice || speech === 'unavailable'}
        @change=${(change) => this.session.setSpeed(change.target.value)}>
        ${offered.map((factor) => html`<option value=${factor} ?selected=${factor === speed}>${i18n.number(factor)}×</option>`)}
      </select>
    </label>`;
  }

  #note() {
    if (this.session.outboxFull) return t('composer.outboxFull');
    const values = { count: i18n.number(this.#length), limit: i18n.number(MESSAGE_LIMIT) };
    if (this.#tooLong) return t('composer.tooLong', values);
    if (this.#length >= COUNT_FROM) return t('composer.count', values);
    if (this.session.speech === 'loading') return t('notice.speechLoading');
    return '';
  }

  #hint() {
    const keys = { enter: 'Enter', shift: 'Shift+Enter', mic: 'Alt+M', mute: 'Alt+S' };
    return t(this.session.holdToTalk ? 'composer.hint.hold' : 'composer.hint')
      .split(/\{(\w+)\}/)
      .map((part, i) => (i % 2 ? html`<kbd>${keys[part]}</kbd>` : part));
  }

  get #length() {
    return this._text.trim().length;
  }

  get #tooLong() {
    return this.#length > MESSAGE_LIMIT;
  }

  get #sendable() {
    return this.#length > 0 && !this.#tooLong && !this.session.outboxFull;
  }

  #typed({ target }) {
    this._text = target.value;
  }

  #key(key) {
    // While an input method composes, Enter picks a character and must not send.
    if (key.key !== 'Enter' || key.shiftKey || key.isComposing || key.keyCode === 229) return;
    key.preventDefault();
    this.#submit();
  }

  #submit(event) {
    event?.preventDefault();
    if (!this.#sendable || !this.session.sendMessage(this._text)) return;
    this._text = '';
  }

  #toggleMicrophone() {
    const { about, speech } = this.session;
    if (speech === 'unavailable') this.session.tellSpeechUnavailable(i18n.localized(about.speech.reason));
    else this.session.toggleMicrophone();
  }

  #press() {
    const { about, speech } = this.session;
    if (speech === 'unavailable') this.session.tellSpeechUnavailable(i18n.localized(about.speech.reason));
    else this.session.pressToTalk();
  }

  #pointerDown(event) {
    if (event.button !== 0) return;
    // The pointer may leave the button while it is held; its end is told here all the same.
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#press();
  }

  #holdKeyDown(key) {
    if (key.repeat || (key.key !== ' ' && key.key !== 'Enter')) return;
    key.preventDefault();
    this.#press();
  }

  #keyUp(key) {
    if (!this.session?.held) return;
    if (key.code === 'KeyM' || key.key === 'Alt' || key.key === ' ' || key.key === 'Enter') {
      key.preventDefault();
      this.session.releaseToTalk();
    }
  }

  #shortcut(key) {
    if (key.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (key.key === 'Escape' && !key.isComposing && this.session?.busy) {
      key.preventDefault();
      this.session.stop();
    } else if (key.altKey && !key.ctrlKey && !key.metaKey && key.code === 'KeyM') {
      key.preventDefault();
      if (!this.session?.holdToTalk) this.#toggleMicrophone();
      else if (!key.repeat) this.#press();
    } else if (key.altKey && !key.ctrlKey && !key.metaKey && key.code === 'KeyS') {
      key.preventDefault();
      this.session?.setMuted(!this.session.muted);
    }
  }

  #showLevel(peak) {
    const db = 20 * Math.log10(Math.max(peak, 1e-6));
    const level = Math.max(0, Math.min(1, 1 - db / QUIETEST_DB));
    // Through the style object: a style attribute would need 'unsafe-inline' in the policy.
    this.querySelector('.mic-level')?.style.setProperty('--level', level.toFixed(2));
    const meter = this.querySelector('.meter');
    if (!meter) return;
    const lit = Math.round(level * BARS);
    meter.setAttribute('aria-valuenow', String(lit));
    for (let i = 0; i < BARS; i++) meter.children[i].classList.toggle('lit', i < lit);
  }

  firstUpdated() {
    // On a touch screen this would raise the keyboard over the tutor's first words.
    if (window.matchMedia('(hover: hover)').matches) this.querySelector('textarea')?.focus();
  }

  updated() {
    const field = this.querySelector('textarea');
    if (!field) return;
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
  }
}

customElements.define('parley-composer', ParleyComposer);
