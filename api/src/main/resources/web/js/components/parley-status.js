import { html, nothing } from 'lit';
import { i18n, t } from '../i18n.js';
import { SessionView } from './session-view.js';

/** One line on how things stand: the connection or what the tutor does, and who words its replies. */
export class ParleyStatus extends SessionView {
  render() {
    if (!this.session) return nothing;
    const { connection, phase } = this.session;
    const state = connection === 'open' ? phase : connection;
    return html`
      <span class="status" data-testid="status" data-state=${state} role="status">
        <span class="status-dot" aria-hidden="true"></span>
        <span class="status-text">${t(`status.${state}`)}</span>
      </span>
      <a class="worded-by" href="/ops/models" target="_blank" rel="noopener" title=${t('status.models')}
        data-testid="worded-by">${this.#wordedBy()}</a>
    `;
  }

  #wordedBy() {
    const { about, wordedBy } = this.session;
    const name = wordedBy ?? (about?.model?.configured ? about.model.name : 'authored');
    return !name || name === 'authored'
      ? t('status.wordedBy.authored')
      : t('status.wordedBy.model', { name: i18n.localized(name) });
  }
}

customElements.define('parley-status', ParleyStatus);
