import { html, nothing } from 'lit';
import { t } from '../../i18n.js';
import { SessionView } from '../../components/session-view.js';
import { promptCompletion } from '../editor/completion.js';
import '../editor/parley-editor.js';
import { conflictView, documentBar, problemText } from './document-bar.js';
import { previewPane } from './preview-pane.js';
import { problemCount, problemList } from './problem-list.js';
import { comparison } from './versions-pane.js';

/** Prompts: their list, the editor with findings below, and beside it the preview or the versions. */
export class PromptsRoom extends SessionView {
  static properties = { view: { state: true }, pane: { state: true }, filter: { state: true } };

  #marked = null;
  #opened = () => this.#show();

  constructor() {
    super();
    this.view = 'list';
    this.pane = 'preview';
    this.filter = '';
  }

  sessionChanged(store, before) {
    before?.removeEventListener('opened', this.#opened);
    store?.addEventListener('opened', this.#opened);
    if (store?.document) this.updateComplete.then(() => this.#show());
  }

  render() {
    const store = this.session;
    if (!store) return nothing;
    const { document } = store;
    return html`<div class="room-grid prompts" data-view=${this.view}>
      <nav class="views" aria-label=${t('room.views')}>${['list', 'edit', 'preview'].map(
        (view) => html`<button type="button" class="view" aria-pressed=${this.view === view} data-testid="view-${view}"
          @click=${() => (this.view = view)}>${t(view === 'preview' ? 'room.preview' : `room.${view}`)}</button>`,
      )}</nav>
      <aside class="side" aria-label=${t('studio.prompts')}>${this.#list(store)}</aside>
      <section class="work" aria-label=${t('room.edit')}>
        ${store.problem ? html`<p class="bar-note bad" role="alert">${problemText(store.problem)}</p>` : nothing}
        ${document ? this.#bar(store) : nothing}
        <parley-editor data-testid="editor" ?hidden=${!document || !!document.conflict || !!store.compared}
          @edit=${({ detail }) => store.edit(detail)} @save=${() => store.save()} @run=${() => store.look()}></parley-editor>
        ${document?.conflict ? conflictView(document) : store.compared ? comparison(store) : nothing}
        ${document ? this.#findings(store) : html`<p class="empty">${t('prompts.choose')}</p>`}
      </section>
      <aside class="aside" aria-label=${t('room.preview')}>${store.detail ? this.#panes(store) : nothing}</aside>
    </div>`;
  }

  #list(store) {
    const wanted = this.filter.trim().toLowerCase();
    const shown = (store.prompts ?? []).filter(
      (prompt) => !wanted || `${prompt.name} ${prompt.description}`.toLowerCase().includes(wanted),
    );
    const group = (title, prompts) =>
      prompts.length ? html`<h4>${title}</h4><ul class="list">${prompts.map((prompt) => this.#prompt(store, prompt))}</ul>` : nothing;
    return html`<div class="side-head"><h2>${t('studio.prompts')}</h2></div>
      <input class="filter" type="search" data-testid="filter" placeholder=${t('prompts.filter')} aria-label=${t('prompts.filter')}
        .value=${this.filter} @input=${(input) => (this.filter = input.target.value)}>
      ${group(t('prompts.whole'), shown.filter((prompt) => !prompt.partial))}
      ${group(t('prompts.partials'), shown.filter((prompt) => prompt.partial))}
      ${store.prompts && shown.length === 0 ? html`<p class="soft">${t('prompts.nothing')}</p>` : nothing}
      <p class="soft small-text">${t('prompts.folder', { folder: store.folder ?? '' })}</p>`;
  }

  #prompt(store, prompt) {
    const open = store.detail?.prompt.name === prompt.name;
    return html`<li><a class="entry" data-testid="prompt" data-prompt=${prompt.name} href="#prompts/${prompt.name}"
        aria-current=${open ? 'true' : 'false'} title=${prompt.description}>
        <span class="entry-name">${prompt.name}</span>
        <span class="entry-more">${prompt.origin === 'shipped' ? nothing : html`<span class="tag" data-tag="own">${t(`origin.${prompt.origin}`)}</span>`}
          ${prompt.labels.production ? html`<span class="tag" data-tag="production">${t('label.production')}</span>` : nothing}
          ${prompt.labels.staging ? html`<span class="tag" data-tag="staging">${t('label.staging')}</span>` : nothing}
          ${prompt.unreleased ? html`<span class="tag">${t('prompts.unreleased')}</span>` : nothing}
          ${prompt.broken ? html`<span class="bad">${t('prompts.broken')}</span>` : nothing}
          ${[...prompt.variants, ...prompt.locales].map((part) => html`<code>${part}</code>`)}</span></a>
      ${open
        ? html`<ul class="list files inner-files">${store.detail.files.map(
            (file) => html`<li><a class="entry" data-testid="prompt-file" href="#prompts/${prompt.name}/${file.name}"
              aria-current=${store.document?.name === file.name ? 'true' : 'false'}><span class="entry-name">${file.name}</span></a></li>`,
          )}</ul>`
        : nothing}</li>`;
  }

  #bar(store) {
    const file = store.detail?.files.find((one) => one.name === store.document.name);
    const changed = file && !file.shipped && store.detail.prompt.origin === 'changed';
    return documentBar(store.document, {
      actions: changed
        ? html`<button class="button small" type="button" data-testid="revert" ?disabled=${store.dirty}
            @click=${() => confirm(t('prompts.revert.sure')) && store.revert()}>${t('prompts.revert')}</button>`
        : nothing,
    });
  }

  #findings(store) {
    return html`<div class="below"><div class="below-head"><h3>${t('problem.title')}</h3>
        <span class="soft" role="status" data-testid="problem-count">${problemCount(store.findings)}</span></div>
      ${problemList(store.findings, (finding) => this.#place(finding), true)}</div>`;
  }

  async #place(finding) {
    const { detail, document } = this.session;
    if (finding.file !== document.name && detail.files.some((file) => file.name === finding.file)) {
      await this.session.open(detail.prompt.name, finding.file);
    }
    this.view = 'edit';
    await this.updateComplete;
    if (finding.file === this.session.document.name) this.#editor?.goTo(finding.line || 1, finding.column);
  }

  #panes(store) {
    const tab = (pane) => html`<button type="button" role="tab" id="tab-${pane}" class="view" data-testid="pane-${pane}"
      aria-selected=${this.pane === pane} aria-pressed=${this.pane === pane} aria-controls="pane-body"
      @click=${() => (this.pane = pane)}>${t(`pane.${pane}`)}</button>`;
    return html`<div class="tabs" role="tablist">${tab('preview')}${tab('versions')}</div>
      <div class="pane-body" id="pane-body" role="tabpanel" aria-labelledby="tab-${this.pane}">
        ${this.pane === 'preview' ? previewPane(store) : html`<versions-pane .session=${store}></versions-pane>`}</div>`;
  }

  get #editor() {
    return this.querySelector('parley-editor');
  }

  #show() {
    const store = this.session;
    const { document } = store;
    if (!document || !this.#editor) return;
    const prompt = document.name.endsWith('.prompt');
    this.#marked = null;
    this.#editor.show({
      text: document.text,
      language: prompt ? 'prompt' : 'yaml',
      label: t('editor.label', { file: document.name }),
      complete: prompt ? promptCompletion(store.partials) : null,
    });
    document.addEventListener('reset', () => this.#editor?.replace(document.text));
    this.view = 'edit';
  }

  updated() {
    const { document, findings } = this.session ?? {};
    if (!document || !this.#editor) return;
    const mine = findings.filter((finding) => finding.file === document.name);
    const key = JSON.stringify([document.name, mine]);
    if (key === this.#marked) return;
    this.#marked = key;
    this.#editor.mark(mine);
  }
}

customElements.define('prompts-room', PromptsRoom);
