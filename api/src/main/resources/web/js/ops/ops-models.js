import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons, mark } from '../components/icons.js';
import { SessionView } from '../components/session-view.js';
import { i18n, LANGUAGES, t } from '../i18n.js';
import { remember } from '../preferences.js';
import { attemptsTable } from './attempts-table.js';
import { clock, count, money } from './figures.js';
import { firstTokenChart } from './first-token-chart.js';
import { modelCard } from './model-card.js';

/** The page for operators: how each model is doing, how soon words come, what is spent, and why what failed. */
class OpsModels extends SessionView {
  static properties = { chosen: { state: true }, onlyFailures: { state: true } };

  #systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  #redraw = () => this.requestUpdate();

  constructor() {
    super();
    /** The model whose figures are shown; empty for all. */
    this.chosen = '';
    this.onlyFailures = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#systemDark.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#systemDark.removeEventListener('change', this.#redraw);
  }

  render() {
    if (!this.session) return nothing;
    document.title = t('ops.title');
    return html`
      <a class="skip" href="#ops-main">${t('ops.skip')}</a>
      <header class="header">
        <div class="brand">${mark}<div><h1>${t('ops.heading')}</h1><p class="course"><a href="/">${t('ops.back')}</a></p></div></div>
        ${this.#state()}
        <div class="tools">${this.#language()}${this.#theme()}</div>
      </header>
      <main id="ops-main" class="ops-main" tabindex="-1">${this.#body()}</main>
    `;
  }

  #body() {
    const { figures, state } = this.session;
    if (!figures) return html`<p class="ops-soft">${t(state === 'lost' ? 'ops.unread' : 'ops.loading')}</p>`;
    if (figures.models.length === 0) return this.#nothingConfigured();
    return html`${this.#spend(figures)} ${this.#models(figures)} ${this.#firstTokens(figures)} ${this.#attempts(figures)}`;
  }

  #state() {
    const { state, figures, paused } = this.session;
    return html`<div class="ops-state">
      <span class="ops-live" data-testid="ops-state" data-state=${state} role="status">
        <span class="status-dot" aria-hidden="true"></span>${t(`ops.state.${state}`)}
      </span>
      <span class="ops-soft ops-read">${figures ? t('ops.readAt', { time: clock(figures.at) }) : nothing}</span>
      <button class="button ops-pause" type="button" data-testid="ops-pause" aria-pressed=${paused}
        @click=${() => (this.session.paused = !paused)}>${t(paused ? 'ops.resume' : 'ops.pause')}</button>
    </div>`;
  }

  #nothingConfigured() {
    return html`<section class="ops-card ops-empty" data-testid="ops-empty" aria-labelledby="ops-empty">
      <h2 id="ops-empty">${t('ops.empty.title')}</h2>
      <p>${t('ops.empty.body')}</p>
      <pre class="ops-code" tabindex="0"><code>${t('ops.empty.example')}</code></pre>
      <p>${t('ops.empty.more')}</p>
    </section>`;
  }

  #spend({ spend }) {
    const { budget } = spend;
    return html`<section class="ops-section" aria-labelledby="ops-spend">
      <h2 id="ops-spend">${t('ops.spend')}</h2>
      <div class="ops-figures" data-testid="ops-spend">
        ${this.#spent(t('ops.spend.cost'), spend.cost, budget?.cost_per_day, (value) => money(value, spend.currency))}
        ${this.#spent(t('ops.spend.tokens'), spend.tokens, budget?.tokens_per_day, count)}
      </div>
      <p class="ops-soft">${t('ops.spend.day', { day: spend.day })}
        ${budget?.cost_per_learner_per_day !== undefined
          ? t('ops.spend.learnerCost', { amount: money(budget.cost_per_learner_per_day, spend.currency) })
          : nothing}
        ${budget?.tokens_per_learner_per_day !== undefined
          ? t('ops.spend.learnerTokens', { amount: count(budget.tokens_per_learner_per_day) })
          : nothing}</p>
    </section>`;
  }

  #spent(title, value, limit, shown) {
    const limited = limit !== undefined && limit !== null;
    const share = limited && value !== undefined ? value / limit : 0;
    return html`<div class="ops-card ops-figure" data-level=${share >= 1 ? 'full' : share >= 0.8 ? 'near' : 'far'}>
      <h3>${title}</h3>
      <p class="ops-number">${shown(value)}</p>
      ${limited
        ? html`<progress class="ops-budget" max="1" value=${Math.min(1, share)} aria-label=${title}></progress>
            <p class="ops-soft">${t('ops.spend.of', { limit: shown(limit), share: i18n.percent(share) })}
              ${share >= 1 ? html`<strong>${t('ops.spend.reached')}</strong>` : nothing}</p>`
        : html`<p class="ops-soft">${t('ops.spend.unlimited')}</p>`}
    </div>`;
  }

  #models({ models, spend, at }) {
    return html`<section class="ops-section" aria-labelledby="ops-models">
      <h2 id="ops-models">${t('ops.models')}</h2>
      <ul class="ops-models">${repeat(models, (model) => model.name, (model) => modelCard(model, spend.currency, at))}</ul>
    </section>`;
  }

  #firstTokens({ models, first_token: histogram }) {
    const chosen = models.find((model) => model.name === this.chosen);
    const counts = chosen?.first_tokens ?? histogram.counts;
    return html`<section class="ops-section" aria-labelledby="ops-first">
      <div class="ops-head">
        <h2 id="ops-first">${t('ops.firstToken')}</h2>
        <label class="ops-choice">${t('ops.model')}
          <select data-testid="ops-model" @change=${(change) => (this.chosen = change.target.value)}>
            <option value="" ?selected=${!chosen}>${t('ops.model.all')}</option>
            ${models.map((model) => html`<option value=${model.name} ?selected=${model === chosen}>${model.name}</option>`)}
          </select></label>
      </div>
      <div class="ops-card">
        ${counts.some((number) => number > 0)
          ? firstTokenChart(histogram.bounds_ms, counts)
          : html`<p class="ops-soft">${t('ops.firstToken.none')}</p>`}
      </div>
    </section>`;
  }

  #attempts({ attempts, spend }) {
    const shown = attempts.filter(
      (attempt) =>
        (!this.chosen || attempt.model === this.chosen) &&
        (!this.onlyFailures || !['done', 'cancelled'].includes(attempt.outcome)),
    );
    return html`<section class="ops-section" aria-labelledby="ops-attempts">
      <div class="ops-head">
        <h2 id="ops-attempts">${t('ops.attempts')}</h2>
        <label class="ops-choice"><input type="checkbox" data-testid="ops-failures" .checked=${this.onlyFailures}
          @change=${(change) => (this.onlyFailures = change.target.checked)}>${t('ops.attempts.failures')}</label>
      </div>
      ${shown.length > 0
        ? attemptsTable(shown, spend.currency)
        : html`<p class="ops-card ops-soft">${t(attempts.length > 0 ? 'ops.attempts.noneSuch' : 'ops.attempts.none')}</p>`}
      <p class="ops-soft">${t('ops.attempts.kept')}</p>
    </section>`;
  }

  #language() {
    return html`<label class="tool tool-select" title=${t('header.language')}>
      ${icons.globe}<span class="hidden">${t('header.language')}</span>
      <select data-testid="language-switch" @change=${(change) => (i18n.locale = change.target.value)}>
        ${LANGUAGES.map(
          ({ tag, name }) => html`<option value=${tag} lang=${tag} ?selected=${tag === i18n.locale}>${name}</option>`,
        )}
      </select>
    </label>`;
  }

  #theme() {
    const { theme } = document.documentElement.dataset;
    const dark = theme ? theme === 'dark' : this.#systemDark.matches;
    const label = t(dark ? 'header.theme.toLight' : 'header.theme.toDark');
    return html`<button class="tool" type="button" data-testid="theme-switch" aria-label=${label} title=${label}
      @click=${() => this.#wear(dark ? 'light' : 'dark')}>${dark ? icons.sun : icons.moon}</button>`;
  }

  #wear(theme) {
    document.documentElement.dataset.theme = theme;
    remember('theme', theme);
    this.requestUpdate();
  }
}

customElements.define('ops-models', OpsModels);
