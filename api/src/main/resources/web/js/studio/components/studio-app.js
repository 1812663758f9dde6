import { html } from 'lit';
import { i18n, LANGUAGES, t } from '../../i18n.js';
import { icons, mark } from '../../components/icons.js';
import { SessionView } from '../../components/session-view.js';
import { remember } from '../../preferences.js';
import { CoursesStore } from '../courses-store.js';
import { PromptsStore } from '../prompts-store.js';
import './courses-room.js';
import './prompts-room.js';

const ROOMS = ['prompts', 'courses'];

/** The studio: a room for prompts and one for courses, found by the address after the `#`. */
export class StudioApp extends SessionView {
  static properties = { room: { state: true } };

  #courses = new CoursesStore();
  #prompts = new PromptsStore();
  #systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  #redraw = () => this.requestUpdate();

  constructor() {
    super();
    this.room = ROOMS[0];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#systemDark.addEventListener('change', this.#redraw);
    window.addEventListener('hashchange', this.#route);
    window.addEventListener('keydown', this.#keys);
    window.addEventListener('beforeunload', this.#leaving);
    this.#route();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#systemDark.removeEventListener('change', this.#redraw);
    window.removeEventListener('hashchange', this.#route);
    window.removeEventListener('keydown', this.#keys);
    window.removeEventListener('beforeunload', this.#leaving);
  }

  render() {
    return html`
      <a class="skip" href="#work" @click=${this.#skip}>${t('studio.skip')}</a>
      <header class="header studio-header">
        <div class="brand">${mark}<h1>${t('studio.name')}</h1></div>
        <nav class="rooms" aria-label=${t('studio.rooms')}>${ROOMS.map(
          (room) => html`<a class="room-link" href="#${room}" data-testid="room-${room}"
            aria-current=${this.room === room ? 'page' : 'false'}>${t(`studio.${room}`)}</a>`,
        )}</nav>
        <div class="tools">
          <button class="tool" type="button" data-testid="help" aria-label=${t('studio.help')} title=${t('studio.help')}
            @click=${() => this.querySelector('dialog').showModal()}><span aria-hidden="true">?</span></button>
          ${this.#language()}${this.#theme()}
          <a class="tool" href="/">${t('studio.tutor')}</a>
        </div>
      </header>
      <main id="work" class="rooms-body">${this.#room()}</main>
      ${this.#help()}
    `;
  }

  #room() {
    return html`<prompts-room .session=${this.#prompts} ?hidden=${this.room !== 'prompts'}></prompts-room>
      <courses-room .session=${this.#courses} ?hidden=${this.room !== 'courses'}></courses-room>`;
  }

  #language() {
    return html`<label class="tool tool-select" title=${t('header.language')}>
      ${icons.globe}<span class="hidden">${t('header.language')}</span>
      <select data-testid="language-switch" @change=${(change) => (i18n.locale = change.target.value)}>
        ${LANGUAGES.map(({ tag, name }) => html`<option value=${tag} lang=${tag} ?selected=${tag === i18n.locale}>${name}</option>`)}
      </select>
    </label>`;
  }

  get #dark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === 'dark' : this.#systemDark.matches;
  }

  #theme() {
    const label = t(this.#dark ? 'header.theme.toLight' : 'header.theme.toDark');
    return html`<button class="tool" type="button" data-testid="theme-switch" aria-label=${label} title=${label}
      @click=${() => {
        const theme = this.#dark ? 'light' : 'dark';
        document.documentElement.dataset.theme = theme;
        remember('theme', theme);
        this.requestUpdate();
      }}>${this.#dark ? icons.sun : icons.moon}</button>`;
  }

  #help() {
    return html`<dialog class="dialog" aria-labelledby="help-title" data-testid="help-dialog">
      <form method="dialog">
        <h2 id="help-title">${t('help.title')}</h2>
        <dl class="keys">${['help', 'save', 'run', 'complete', 'next', 'find', 'rooms', 'leave'].map(
          (key) => html`<dt><kbd>${t(`help.${key}.key`)}</kbd></dt><dd>${t(`help.${key}`)}</dd>`,
        )}</dl>
        <div class="dialog-buttons"><button class="button primary" autofocus>${t('help.close')}</button></div>
      </form>
    </dialog>`;
  }

  #keys = (key) => {
    const inside = key.composedPath()[0];
    const typing = inside instanceof Element && (inside.isContentEditable || inside.matches('input, textarea, select'));
    if (key.key === '?' && !typing) {
      key.preventDefault();
      this.querySelector('dialog').showModal();
    } else if ((key.ctrlKey || key.metaKey) && key.key.toLowerCase() === 's') {
      // Also outside of the editor: the browser's own "save page" is of no use here.
      key.preventDefault();
      if (!key.composedPath().some((node) => node.localName === 'parley-editor')) this.#open.save();
    } else if (key.altKey && /^Digit[1-9]$/.test(key.code) && ROOMS[Number(key.code.at(-1)) - 1]) {
      key.preventDefault();
      location.hash = `#${ROOMS[Number(key.code.at(-1)) - 1]}`;
    }
  };

  get #open() {
    return this.room === 'prompts' ? this.#prompts : this.#courses;
  }

  #leaving = (leaving) => {
    if (this.#courses.dirty || this.#prompts.dirty) leaving.preventDefault();
  };

  #route = () => {
    const [room, ...parts] = location.hash.replace(/^#/, '').split('/').map(decodeURIComponent);
    this.room = ROOMS.includes(room) ? room : ROOMS[0];
    this.#enter(parts);
  };

  async #enter([name, file]) {
    const store = this.#open;
    const known = this.room === 'prompts' ? store.prompts : store.courses;
    const address = location.hash;
    if (!known) await store.start();
    // While the list came, the author may have gone elsewhere; that wish comes through here by itself.
    if (name && location.hash === address) store.open(name, file);
  }

  #skip(click) {
    click.preventDefault();
    this.querySelector(`${this.room}-room :is(parley-editor:not([hidden]), .side a)`)?.focus();
  }
}

customElements.define('studio-app', StudioApp);
