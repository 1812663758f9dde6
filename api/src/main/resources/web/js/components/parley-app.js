import { html, nothing } from 'lit';
import { i18n, LANGUAGES, t } from '../i18n.js';
import { remember, remembered } from '../preferences.js';
import { icons, mark } from './icons.js';
import './parley-chat.js';
import './parley-composer.js';
import './parley-path.js';
import './parley-status.js';
import { SessionView } from './session-view.js';

/** The page: header, notices, the conversation and the composer. */
export class ParleyApp extends SessionView {
  static properties = { progress: { attribute: false }, pathOpen: { state: true } };

  #systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  #redraw = () => this.requestUpdate();

  constructor() {
    super();
    // Shown at first where there is room for it; later as the learner left it.
    const usual = window.matchMedia('(min-width: 66rem)').matches ? 'open' : 'closed';
    this.pathOpen = remembered('path', usual) === 'open' && window.matchMedia('(min-width: 46rem)').matches;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#systemDark.addEventListener('change', this.#redraw);
    window.addEventListener('keydown', this.#keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#keys);
    this.#systemDark.removeEventListener('change', this.#redraw);
  }

  render() {
    if (!this.session) return nothing;
    const course = i18n.localized(this.progress?.courseTitle || this.session.about?.course?.title);
    return html`
      <a class="skip" href="#composer-input" @click=${this.#skip}>${t('app.skip')}</a>
      <header class="header">
        <div class="brand">
          ${mark}
          <div>
            <h1>${t('app.name')}</h1>
            <p class="course">${course || t('app.tagline')}</p>
          </div>
        </div>
        <parley-status .session=${this.session}></parley-status>
        <div class="tools">${this.#path()}${this.#language()}${this.#theme()}${this.#new()}</div>
      </header>
      ${this.#banner()}
      <div class="room">
        <div class="talk">
          <parley-chat .session=${this.session}></parley-chat>
          <div class="notices">${this.#notices()}</div>
          <parley-composer .session=${this.session}></parley-composer>
        </div>
        <parley-path .session=${this.progress} ?hidden=${!this.pathOpen} role="complementary" aria-label=${t('path.title')}
          @close=${() => this.#showPath(false)} @course=${({ detail }) => this.#changeCourse(detail)}></parley-path>
      </div>
      <footer class="foot"><a href="/studio">${t('foot.studio')}</a><a href="/ops/models">${t('foot.models')}</a></footer>
      ${this.#confirmation()}
    `;
  }

  #path() {
    const label = t(this.pathOpen ? 'header.path.close' : 'header.path.open');
    return html`<button class="tool" type="button" data-testid="path-switch" aria-label=${label} title=${label}
      aria-expanded=${this.pathOpen} @click=${() => this.#showPath(!this.pathOpen)}>${icons.path}</button>`;
  }

  #showPath(open) {
    this.pathOpen = open;
    remember('path', open ? 'open' : 'closed');
    if (!open) this.querySelector('[data-testid="path-switch"]')?.focus();
  }

  #keys = (key) => {
    if (key.altKey && key.code === 'KeyP') {
      key.preventDefault();
      this.#showPath(!this.pathOpen);
    }
  };

  #changeCourse(course) {
    this.progress.useCourse(course);
    this.session.changeCourse(course);
  }

  #language() {
    return html`<label class="tool tool-select" title=${t('header.language')}>
      ${icons.globe}<span class="hidden">${t('header.language')}</span>
      <select data-testid="language-switch" @change=${(change) => (i18n.locale = change.target.value)}>
        ${LANGUAGES.map(
          ({ tag, name }) =>
            html`<option value=${tag} lang=${tag} ?selected=${tag === i18n.locale}>${name}</option>`,
        )}
      </select>
    </label>`;
  }

  #theme() {
    const label = t(this.#dark ? 'header.theme.toLight' : 'header.theme.toDark');
    return html`<button class="tool" type="button" data-testid="theme-switch" aria-label=${label} title=${label}
      @click=${this.#toggleTheme}>${this.#dark ? icons.sun : icons.moon}</button>`;
  }

  #new() {
    const label = t('header.new');
    return html`<button class="tool tool-new" type="button" data-testid="new-conversation" aria-label=${label}
      title=${label} @click=${() => this.querySelector('dialog').showModal()}
      >${icons.plus}<span class="tool-text">${label}</span></button>`;
  }

  #banner() {
    const { connection } = this.session;
    if (connection !== 'superseded' && connection !== 'refused') return nothing;
    return html`<div class="banner" role="alert" data-testid="banner">
      <span>${t(`notice.${connection}`)}</span>
      <button class="button primary" type="button" data-testid="use-here" @click=${() => this.session.reconnect()}
        >${t(connection === 'superseded' ? 'notice.useHere' : 'notice.retry')}</button>
    </div>`;
  }

  #notices() {
    return this.session.notices.map(
      (notice) => html`<div class="notice ${notice.kind}" role=${notice.kind === 'warning' ? 'alert' : 'status'}
        data-testid="notice" data-code=${notice.code}>
        <span>${notice.key ? t(notice.key, notice.values) : notice.text}</span>
        <button class="notice-close" type="button" aria-label=${t('notice.dismiss')} title=${t('notice.dismiss')}
          @click=${() => this.session.dismiss(notice.code)}>${icons.close}</button>
      </div>`,
    );
  }

  #confirmation() {
    return html`<dialog class="dialog" aria-labelledby="new-title" aria-describedby="new-body" @close=${this.#confirmed}>
      <form method="dialog">
        <h2 id="new-title">${t('new.title')}</h2>
        <p id="new-body">${t('new.body')}</p>
        <div class="dialog-buttons">
          <button class="button" value="cancel" autofocus>${t('new.cancel')}</button>
          <button class="button primary" value="new" data-testid="new-confirm">${t('new.confirm')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #confirmed({ target }) {
    if (target.returnValue === 'new') this.session.startNewConversation();
    target.returnValue = '';
    document.getElementById('composer-input')?.focus();
  }

  #skip(click) {
    click.preventDefault();
    document.getElementById('composer-input')?.focus();
  }

  get #dark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === 'dark' : this.#systemDark.matches;
  }

  #toggleTheme() {
    const theme = this.#dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    remember('theme', theme);
    this.requestUpdate();
  }
}

customElements.define('parley-app', ParleyApp);
