import { html, nothing } from 'lit';
import { i18n, t } from '../../i18n.js';
import { SessionView } from '../../components/session-view.js';
import { promptCompletion } from '../editor/completion.js';
import '../editor/parley-editor.js';
import { conflictView, documentBar, problemText } from './document-bar.js';
import { previewPane } from './preview-pane.js';
import { problemCount, problemList } from './problem-list.js';
import { comparison } from './versions-pane.js';

/** What a new file of samples begins with. */
const NEW_SAMPLES = 'samples:\n  - name: a plain question\n    inputs:\n      ';

/** Prompts: their list, the editor with findings below, and beside it the preview or the versions. */
export class PromptsRoom extends SessionView {
  static properties = {
    view: { state: true },
    pane: { state: true },
    filter: { state: true },
    asking: { state: true },
    refusal: { state: true },
    saving: { state: true },
  };

  #marked = null;
  #opened = () => this.#show();

  constructor() {
    super();
    this.view = 'list';
    this.pane = 'preview';
    this.filter = '';
    this.asking = '';
    this.refusal = '';
    this.saving = null;
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
        ${store.problem ? html`<p class="bar-note bad" role="alert" data-testid="store-problem">${problemText(store.problem)}</p>` : nothing}
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
    return html`<div class="side-head"><h2>${t('studio.prompts')}</h2>
        <button class="button small" type="button" data-testid="prompt-new" aria-expanded=${this.asking === 'prompt'}
          @click=${() => this.#ask('prompt')}>${t('prompts.new')}</button></div>
      ${this.asking === 'prompt' ? this.#question(store) : nothing}
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
          )}${this.#unsavedFile(store)}</ul>
          <div class="side-actions inner-files">
            <button class="button small" type="button" data-testid="file-new" aria-expanded=${this.asking === 'file'}
              @click=${() => this.#ask('file')}>${t('prompts.newFile')}</button>
            ${store.detail.files.some((file) => file.name.endsWith('.samples.yaml'))
              ? nothing
              : html`<button class="button small" type="button" data-testid="samples-new"
                  @click=${() => this.#begin(`${prompt.name}.samples.yaml`, NEW_SAMPLES)}>${t('prompts.newSamples')}</button>`}
          </div>
          ${this.asking === 'file' ? this.#question(store) : nothing}`
        : nothing}</li>`;
  }

  /** A file that is begun and not saved yet stands in the list, too. */
  #unsavedFile({ document }) {
    return document?.hash === null
      ? html`<li><span class="entry" data-testid="prompt-file" aria-current="true"><span class="entry-name">${document.name}</span>
          <span class="entry-more">${t('document.dirty')}</span></span></li>`
      : nothing;
  }

  #ask(what) {
    this.asking = this.asking === what ? '' : what;
    this.refusal = '';
    this.updateComplete.then(() => {
      const field = this.querySelector('.ask :is(input, select)');
      field?.focus();
      field?.select?.();
    });
  }

  /** Asks for what is to be made: a prompt's name, or the locale and variant of another file of the open prompt. */
  #question(store) {
    const file = this.asking === 'file';
    const answer = async (submit) => {
      submit.preventDefault();
      const given = new FormData(submit.target);
      const name = (field) => given.get(field)?.trim() ?? '';
      try {
        if (file) {
          const parts = [store.detail.prompt.name, name('variant'), name('locale')].filter(Boolean);
          const from = store.detail.files.find((one) => one.name === name('from'));
          this.#begin(`${parts.join('.')}.prompt`, from?.text ?? '');
        } else {
          await store.create(name('name'));
          history.replaceState(null, '', `#prompts/${store.detail.prompt.name}/${store.document?.name ?? ''}`);
        }
        this.asking = '';
      } catch (problem) {
        this.refusal = problemText(problem);
      }
    };
    const cancel = () => {
      const opener = this.querySelector(`[data-testid="${file ? 'file' : 'prompt'}-new"]`);
      this.asking = '';
      opener?.focus();
    };
    return html`<form class="ask" @submit=${answer} @keydown=${(key) => key.key === 'Escape' && cancel()}>
      ${file ? this.#fileFields(store) : this.#nameField()}
      ${this.refusal ? html`<p class="bad" role="alert" data-testid="ask-refused">${this.refusal}</p>` : nothing}
      <div class="ask-buttons">
        <button class="button small" type="button" @click=${cancel}>${t('ask.cancel')}</button>
        <button class="button primary small" data-testid="ask-ok">${t('ask.ok')}</button>
      </div>
    </form>`;
  }

  #nameField() {
    return html`<label>${t('prompts.ask.name')}
      <input name="name" required maxlength="80" pattern="_?[a-z0-9][a-z0-9\\-]*" title=${t('prompts.ask.name.form')}
        autocomplete="off" spellcheck="false" data-testid="ask-name" .value=${'my-prompt'}></label>`;
  }

  #fileFields({ detail, document }) {
    const files = detail.files.filter((one) => one.name.endsWith('.prompt'));
    return html`<label>${t('prompts.ask.locale')}
        <input name="locale" maxlength="12" pattern="[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
          title=${t('prompts.ask.locale.form')} placeholder="es-MX" autocomplete="off" spellcheck="false" data-testid="ask-locale"></label>
      <label>${t('prompts.ask.variant')}
        <input name="variant" maxlength="40" pattern="[A-Za-z0-9][A-Za-z0-9_\\-]*" title=${t('prompts.ask.variant.form')}
          placeholder="formal" autocomplete="off" spellcheck="false" data-testid="ask-variant"></label>
      <label>${t('prompts.ask.from')}<select name="from" data-testid="ask-from">
        ${files.map((one) => html`<option value=${one.name} ?selected=${one.name === document?.name}>${one.name}</option>`)}
        <option value="">${t('prompts.ask.empty')}</option></select></label>`;
  }

  #begin(name, text) {
    this.session.newFile(name, text);
    history.replaceState(null, '', `#prompts/${this.session.detail.prompt.name}/${name}`);
    this.#editor?.focus();
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
        ${this.pane === 'preview' ? previewPane(store, this.saving, this.#setSaving) : html`<versions-pane .session=${store}></versions-pane>`}</div>`;
  }

  #setSaving = (saving) => {
    const begins = saving && !this.saving;
    const ends = !saving && this.saving;
    this.saving = saving;
    if (!begins && !ends) return;
    this.updateComplete.then(() => this.querySelector(`[data-testid="${begins ? 'sample-name' : 'sample-save'}"]`)?.focus());
  };

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
    const key = JSON.stringify([i18n.locale, document.name, mine]);
    if (key === this.#marked) return;
    this.#marked = key;
    this.#editor.mark(mine);
  }
}

customElements.define('prompts-room', PromptsRoom);
