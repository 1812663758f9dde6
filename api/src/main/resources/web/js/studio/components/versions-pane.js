import { html, nothing } from 'lit';
import { i18n, t } from '../../i18n.js';
import { diffView } from './diff-view.js';
import { problemText } from './document-bar.js';
import { SessionView } from '../../components/session-view.js';

const short = (id) => (id ?? '').slice(0, 8);

/** The trial that runs on a label after moves, the newest of which comes first. */
function trialOf(label, moves) {
  const last = moves.find((move) => move.label === label);
  return last?.kind === 'shared' ? last : null;
}

/** @param trial what ran on the label before the move */
function whatMoved(move, trial) {
  if (move.kind === 'rolled-back' && trial) return t('move.trial_ended', { version: short(trial.version) });
  const values = { version: short(move.version) || '–', share: i18n.percent(move.share) };
  return t(`move.${move.kind.replace('-', '_')}`, values);
}

/** Where the labels of a prompt stand, releasing and rolling back, its versions and what was done with them. */
export class VersionsPane extends SessionView {
  static properties = { refusal: { state: true }, busy: { state: true }, left: { state: true }, right: { state: true } };

  constructor() {
    super();
    this.refusal = null;
    this.busy = false;
    this.left = '';
    this.right = 'working';
  }

  render() {
    const store = this.session;
    if (!store?.detail) return nothing;
    return html`${store.notice
        ? html`<div class="pane-notice" role="status" data-testid="versions-notice"><p>${t(store.notice.key, {
            ...store.notice.values,
            label: store.notice.values.label ? t(`label.${store.notice.values.label}`) : '',
          })}</p>${(store.notice.lines ?? []).map((line) => html`<p class="soft small-text">${line}</p>`)}</div>`
        : nothing}
      ${store.problem ? html`<p class="pane-problem" role="alert">${problemText(store.problem)}</p>` : nothing}
      ${this.#labels(store)}${this.#release(store)}${this.#compare(store)}${this.#history(store)}`;
  }

  #labels({ detail }) {
    const { labels } = detail.prompt;
    return html`<dl class="labels">${['production', 'staging', 'draft'].map(
      (label) => html`<dt><span class="tag" data-tag=${label}>${t(`label.${label}`)}</span></dt>
        <dd>${labels[label]
            ? html`<code data-testid="label-${label}">${short(labels[label])}</code> ${this.#back(label, trialOf(label, detail.moves))}`
            : html`<span class="soft">${t(label === 'production' ? 'versions.live' : 'versions.none')}</span>`}</dd>`,
    )}</dl>`;
  }

  /** Going back ends a trial first: while one runs, that is what is offered, and the version before is not. */
  #back(label, trial) {
    return trial
      ? html`<button class="button small" type="button" data-testid="trial-end-${label}" @click=${() => this.#endTrial(label, trial)}
            >${t('versions.endTrial')}</button>
          <span class="soft">${t('versions.trial', { version: short(trial.version), share: i18n.percent(trial.share) })}</span>`
      : html`<button class="button small" type="button" data-testid="rollback-${label}" @click=${() => this.#rollBack(label)}
          >${t('versions.rollback')}</button>`;
  }

  async #rollBack(label) {
    if (confirm(t('versions.rollback.sure', { label: t(`label.${label}`) }))) await this.session.rollBack(label);
  }

  async #endTrial(label, trial) {
    const version = short(trial.version);
    if (confirm(t('versions.endTrial.sure', { version, label: t(`label.${label}`) }))) {
      await this.session.rollBack(label, { key: 'versions.trialEnded', values: { version, label } });
    }
  }

  #release(store) {
    return html`<form class="release" @submit=${this.#released} data-testid="release-form">
      <h3>${t('versions.release')}</h3>
      ${store.dirty ? html`<p class="bad small-text">${t('versions.saveFirst')}</p>` : nothing}
      <label class="stack">${t('versions.what')}<select name="what">
        <option value="">${t('versions.working')}</option>
        ${store.detail.versions.map((version) => html`<option value=${version.id}>${this.#title(version)}</option>`)}
      </select></label>
      <label class="stack">${t('versions.to')}<select name="to" data-testid="release-to">
        <option value="staging">${t('label.staging')}</option><option value="production">${t('label.production')}</option>
      </select></label>
      <label class="stack">${t('versions.share')}<select name="share" data-testid="release-share">
        ${[1, 0.5, 0.2, 0.1, 0.05].map((share) => html`<option value=${share}>${share === 1 ? t('versions.all') : i18n.percent(share)}</option>`)}
      </select></label>
      <label class="stack">${t('versions.message')}<input name="message" maxlength="1000" data-testid="release-message" autocomplete="off"></label>
      <label class="stack">${t('versions.author')}<input name="author" maxlength="100" .value=${store.author} autocomplete="name"
        @change=${(change) => store.setAuthor(change.target.value)}></label>
      ${this.refusal
        ? html`<div class="pane-problem" role="alert" data-testid="release-refused"><p>${problemText(this.refusal)}</p>
            ${this.refusal.status === 412
              ? html`<label class="stack">${t('versions.force')}<input name="force" maxlength="1000" data-testid="release-force"></label>`
              : nothing}</div>`
        : nothing}
      <button class="button primary small" data-testid="release" ?disabled=${this.busy || store.dirty}>${t(
        this.busy ? 'versions.busy' : this.refusal?.status === 412 ? 'versions.forceNow' : 'versions.releaseNow',
      )}</button>
    </form>`;
  }

  #released = async (submit) => {
    submit.preventDefault();
    const form = submit.target;
    const given = new FormData(form);
    this.busy = true;
    this.refusal = await this.session.release({
      what: given.get('what') || null,
      to: given.get('to'),
      share: Number(given.get('share')),
      message: given.get('message').trim(),
      force: given.get('force')?.trim() || null,
    });
    this.busy = false;
    if (!this.refusal) form.elements.message.value = '';
  };

  #title(version) {
    return `${short(version.id)} · ${i18n.time(version.at)}${version.message ? ` · ${version.message}` : ''}`;
  }

  #compare(store) {
    const { detail, compared } = store;
    const states = [
      ['working', t('versions.working')],
      ...(detail.files.some((file) => file.shipped) || detail.prompt.origin !== 'own' ? [['shipped', t('versions.shipped')]] : []),
      ...Object.keys(detail.prompt.labels).map((label) => [label, t(`label.${label}`)]),
      ...detail.versions.map((version) => [version.id, this.#title(version)]),
    ];
    const left = this.left || (detail.prompt.labels.production ? 'production' : states[1]?.[0] ?? 'working');
    const choice = (label, chosen, change, id) => html`<label class="stack">${label}<select data-testid=${id} @change=${change}>
      ${states.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}</select></label>`;
    return html`<section class="compare"><h3>${t('versions.compare')}</h3>
      ${choice(t('versions.left'), left, (change) => (this.left = change.target.value), 'compare-left')}
      ${choice(t('versions.right'), this.right, (change) => (this.right = change.target.value), 'compare-right')}
      <button class="button small" type="button" data-testid="compare" @click=${() => store.compare(left, this.right)}>${t('versions.compareNow')}</button>
      ${compared ? html`<p class="soft small-text">${t('versions.compared')}</p>` : nothing}
    </section>`;
  }

  #history({ detail }) {
    return html`<section><h3>${t('versions.versions')}</h3>
      <button class="button small" type="button" data-testid="keep" @click=${this.#keep}>${t('versions.keep')}</button>
      ${detail.versions.length === 0 ? html`<p class="soft small-text">${t('versions.noneKept')}</p>` : nothing}
      <ol class="history" data-testid="versions">${detail.versions.map(
        (version) => html`<li><code>${short(version.id)}</code> ${version.message}
          <span class="soft small-text">${version.author} · ${i18n.time(version.at)}</span>
          <button class="button small" type="button" data-testid="restore" aria-label=${`${t('versions.restore')}: ${short(version.id)}`}
            @click=${() => this.#restore(version)}>${t('versions.restore')}</button></li>`,
      )}</ol>
      <h3>${t('versions.moves')}</h3>
      <ol class="history" data-testid="moves">${detail.moves.map(
        (move, index) => html`<li><span class="tag" data-tag=${move.label}>${t(`label.${move.label}`)}</span>
          ${whatMoved(move, trialOf(move.label, detail.moves.slice(index + 1)))} ${move.message}
          ${move.forced ? html`<span class="bad">${t('versions.forced', { reason: move.forced })}</span>` : nothing}
          <span class="soft small-text">${move.author} · ${i18n.time(move.at)}</span></li>`,
      )}</ol></section>`;
  }

  #keep = () => {
    const message = prompt(t('versions.message'), '');
    if (message !== null) this.session.keep(message);
  };

  async #restore(version) {
    if (confirm(t('versions.restore.sure'))) await this.session.restore(version.id);
  }
}

/** The comparison itself, in place of the editor: sources, then what a model would get. */
export function comparison(store) {
  const { compared } = store;
  const part = (title, sides) => html`<h3>${title}</h3>
    ${sides.length === 0 ? html`<p class="soft">${t('diff.same')}</p>` : nothing}
    ${sides.map((side) => html`<h4 class="diff-title">${side.name}</h4>${diffView(side.before, side.after, [name(compared.from), name(compared.to)])}`)}`;
  return html`<section class="conflict" data-testid="comparison" aria-label=${t('versions.compare')}>
    <div class="conflict-actions"><button class="button small" type="button" data-testid="compare-close"
      @click=${() => store.closeComparison()}>${t('versions.compareClose')}</button></div>
    ${part(t('versions.sources'), compared.sources)}
    ${part(t('versions.rendered', { count: compared.samples }), compared.rendered)}
  </section>`;
}

const name = (state) => (/^[0-9a-f]{8,}$/.test(state) ? short(state) : t({ working: 'versions.working', shipped: 'versions.shipped' }[state] ?? `label.${state}`));

customElements.define('versions-pane', VersionsPane);
