import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { i18n, t } from '../i18n.js';
import { icons, mark } from './icons.js';
import './parley-markdown.js';
import { SessionView } from './session-view.js';
import { SpokenWord } from './spoken-word.js';

/** How near to the end a reader must be for new text to pull the view along, in CSS pixels. */
const NEAR_END_PX = 96;

/** The conversation so far, newest at the bottom; follows new text unless the reader has scrolled up. */
export class ParleyChat extends SessionView {
  static properties = { ...SessionView.properties, _away: { state: true } };

  #follow = true;
  #height = 0;
  #own = undefined;
  #announced = null;
  #spoken = new SpokenWord(this);
  #onPosition = ({ detail }) => this.#spoken.show(this.session.log.find(detail.itemId), detail.playedMs);

  constructor() {
    super();
    this._away = false;
  }

  sessionChanged(session, before) {
    before?.removeEventListener('position', this.#onPosition);
    session?.addEventListener('position', this.#onPosition);
  }

  render() {
    if (!this.session) return nothing;
    const { log, phase } = this.session;
    const waiting = phase === 'thinking' && log.last?.state !== 'streaming';
    return html`
      <main class="chat" tabindex="-1" @scroll=${this.#scrolled}>
        <div class="chat-column">
          ${log.trimmed ? html`<p class="older">${t('chat.older')}</p>` : nothing}
          ${log.entries.length === 0 && !waiting ? html`<p class="older">${t('chat.empty')}</p>` : nothing}
          <div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label=${t('chat.label')}
            data-testid="log">
            ${repeat(log.entries, (entry) => entry.id, (entry) =>
              entry.role === 'tutor' ? this.#tutor(entry) : this.#learner(entry))}
          </div>
          ${waiting
            ? html`<div class="turn tutor waiting" data-testid="thinking">${mark}<div class="bubble">${dots()}<span class="hidden">${t('chat.thinking')}</span></div></div>`
            : nothing}
        </div>
      </main>
      <div class="hidden" role="status" data-testid="announcer"></div>
      ${this._away
        ? html`<button class="latest" type="button" aria-label=${t('chat.latest')} title=${t('chat.latest')}
            @click=${this.#toLatest}>${icons.down}</button>`
        : nothing}
    `;
  }

  /** Streaming text would be read out piecemeal; a finished reply is announced once, whole. */
  #tutor(entry) {
    const chips = entry.moves.filter((move) => i18n.has(`move.${move}`));
    return html`<article class="turn tutor" data-id=${entry.id} data-role="tutor" data-state=${entry.state}
      ?data-interrupted=${entry.interrupted} data-testid="tutor-message" aria-label=${t('chat.tutor')}
      aria-live="off" aria-busy=${entry.state === 'streaming'}>
      ${mark}
      <div class="bubble">
        ${chips.length > 0
          ? html`<p class="chips">${chips.map((move) => html`<span class="chip" data-move=${move}>${t(`move.${move}`)}</span>`)}</p>`
          : nothing}
        ${entry.text ? html`<parley-markdown class="prose" .text=${entry.text}></parley-markdown>` : dots()}
        ${entry.unsaid ? html`<parley-markdown class="prose unsaid" data-testid="unsaid" .text=${entry.unsaid}></parley-markdown>` : nothing}
        ${entry.interrupted ? html`<p class="mark-note" data-testid="interrupted">${t('chat.interrupted')}</p>` : nothing}
      </div>
    </article>`;
  }

  #learner(entry) {
    const hearing = entry.state === 'hearing';
    return html`<article class="turn learner" data-id=${entry.id} data-role="learner" data-state=${entry.state}
      data-testid=${hearing ? 'partial' : 'learner-message'} aria-label=${t('chat.you')}
      aria-live=${hearing ? 'off' : nothing}>
      <div class="bubble">
        <p class="said">${entry.text || (hearing ? t('chat.hearing') : '')}${hearing && entry.text ? html`<span class="caret" aria-hidden="true"></span>` : nothing}</p>
        ${entry.corrections.map((correction) => html`<p class="correction" data-testid="correction">
          ${t('chat.correction', { better: correction.better ?? correction.text ?? '' })}
          ${correction.note ? html`<span class="correction-note">${correction.note}</span>` : nothing}</p>`)}
        ${entry.state === 'sending' ? html`<p class="mark-note">${t('chat.sending')}</p>` : nothing}
        ${entry.state === 'failed' ? html`<p class="mark-note failed">${t('chat.failed')}</p>` : nothing}
        ${entry.doubt ? html`<p class="mark-note">${t('chat.doubt')}</p>` : nothing}
      </div>
    </article>`;
  }

  updated() {
    this.#announce();
    this.#followOwnWords();
    if (this.#follow) this.#scrollToEnd();
    const position = this.session?.position;
    if (!position) this.#spoken.clear();
  }

  /** Who says something wants to see it, and the answer. */
  #followOwnWords() {
    const own = this.session?.log.entries.findLast((entry) => entry.role !== 'tutor')?.id;
    if (own === this.#own) return;
    this.#own = own;
    this.#toLatest();
  }

  #announce() {
    const last = this.session?.log.last;
    if (last?.role !== 'tutor' || last.state !== 'done' || last.id === this.#announced) return;
    const first = this.#announced === null && this.session.log.entries.length > 1;
    this.#announced = last.id;
    // A restored history is not news.
    if (first) return;
    const shown = this.querySelector(`[data-id="${CSS.escape(last.id)}"] .prose`);
    this.querySelector('[data-testid="announcer"]').textContent = `${t('chat.tutor')}: ${shown?.textContent ?? ''}`;
  }

  #scrolled({ target }) {
    const nearEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_END_PX;
    // A reply that grows or is cut moves the view, too; only over the same content has the reader moved it.
    if (nearEnd) this.#follow = true;
    else if (target.scrollHeight === this.#height) this.#follow = false;
    this.#height = target.scrollHeight;
    this._away = !this.#follow;
  }

  /** Once a frame at most, however fast the deltas come. */
  #scrollToEnd() {
    requestAnimationFrame(() => {
      const chat = this.querySelector('.chat');
      if (chat && this.#follow) chat.scrollTop = chat.scrollHeight;
    });
  }

  #toLatest() {
    this.#follow = true;
    this._away = false;
    this.#scrollToEnd();
  }
}

function dots() {
  return html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;
}

customElements.define('parley-chat', ParleyChat);
