import { html, nothing } from 'lit';
import { i18n, t } from '../../i18n.js';
import { SessionView } from '../../components/session-view.js';
import '../editor/parley-editor.js';
import { conflictView, documentBar, problemText } from './document-bar.js';
import { problemCount, problemList } from './problem-list.js';

/** Courses: their list, contents and files beside the editor, findings below it. */
export class CoursesRoom extends SessionView {
  static properties = { view: { state: true }, asking: { state: true }, refusal: { state: true } };

  #opened = () => this.#show();
  #go = () => this.#jump();

  constructor() {
    super();
    this.view = 'list';
    this.asking = '';
    this.refusal = '';
  }

  sessionChanged(store, before) {
    before?.removeEventListener('opened', this.#opened);
    before?.removeEventListener('go', this.#go);
    store?.addEventListener('opened', this.#opened);
    store?.addEventListener('go', this.#go);
    if (store?.document) this.updateComplete.then(() => this.#show());
  }

  render() {
    const store = this.session;
    if (!store) return nothing;
    return html`<div class="room-grid courses" data-view=${this.view}>
      <nav class="views" aria-label=${t('room.views')}>${['list', 'edit'].map(
        (view) => html`<button type="button" class="view" aria-pressed=${this.view === view}
          @click=${() => (this.view = view)}>${t(`room.${view}`)}</button>`,
      )}</nav>
      <aside class="side" aria-label=${t('courses.title')}>${this.#list(store)}${this.#contents(store)}</aside>
      <section class="work" aria-label=${t('room.edit')}>
        ${store.problem ? html`<p class="bar-note bad" role="alert" data-testid="store-problem">${problemText(store.problem)}</p>` : nothing}
        ${store.document ? this.#document(store) : nothing}
        <parley-editor data-testid="editor" ?hidden=${!store.document || store.document.conflict}
          @edit=${({ detail }) => store.edit(detail)} @save=${() => store.save()}></parley-editor>
        ${store.document?.conflict ? conflictView(store.document) : nothing}
        ${store.document ? this.#findings(store) : html`<p class="empty">${t('courses.choose')}</p>`}
      </section>
    </div>`;
  }

  #list(store) {
    return html`<div class="side-head"><h2>${t('courses.title')}</h2>
        <button class="button small" type="button" data-testid="course-new" @click=${() => this.#ask('new')}>${t('courses.new')}</button></div>
      ${this.asking ? this.#question(store) : nothing}
      <ul class="list">${(store.courses ?? []).map(
        (course) => html`<li><a class="entry" data-testid="course" href="#courses/${course.id}"
            aria-current=${store.course?.id === course.id ? 'true' : 'false'}>
          <span class="entry-name">${i18n.localized(course.title) || course.id}</span>
          <span class="entry-more"><code>${course.id}</code>
            <span class="tag" data-tag=${course.own ? 'own' : 'shipped'}>${t(course.own ? 'courses.own' : 'courses.shipped')}</span>
            ${course.broken ? html`<span class="bad" data-testid="course-broken">${t('courses.broken')}</span>` : nothing}</span>
        </a></li>`,
      )}</ul>
      <p class="soft small-text">${t('courses.folder', { folder: store.folder })}</p>`;
  }

  #ask(what) {
    this.asking = what;
    this.refusal = '';
    this.updateComplete.then(() => {
      const field = this.querySelector('.ask input');
      field?.focus();
      field?.select();
    });
  }

  #question(store) {
    const answer = async (submit) => {
      submit.preventDefault();
      const id = new FormData(submit.target).get('id').trim();
      try {
        if (this.asking === 'new') await store.create(id);
        else if (this.asking === 'copy') await store.copy(id);
        else store.newFile(id);
        this.asking = '';
        location.hash = `#courses/${store.course.id}/${encodeURIComponent(store.document?.name ?? '')}`;
      } catch (problem) {
        this.refusal = problemText(problem);
      }
    };
    const suggestion = this.asking === 'copy' ? `my-${store.course.id}` : this.asking === 'file' ? 'unit-2.yaml' : 'my-course';
    return html`<form class="ask" @submit=${answer}>
      <label>${t(`courses.ask.${this.asking}`)}
        <input name="id" required autocomplete="off" spellcheck="false" data-testid="ask-id" .value=${suggestion}></label>
      ${this.refusal ? html`<p class="bad" role="alert">${this.refusal}</p>` : nothing}
      <div class="ask-buttons">
        <button class="button small" type="button" @click=${() => (this.asking = '')}>${t('ask.cancel')}</button>
        <button class="button primary small" data-testid="ask-ok">${t('ask.ok')}</button>
      </div>
    </form>`;
  }

  #contents(store) {
    const { course } = store;
    if (!course) return nothing;
    return html`<h3 class="side-title">${store.title}</h3>
      <div class="side-actions">
        <button class="button small" type="button" data-testid="course-copy" @click=${() => this.#ask('copy')}>${t('courses.copy')}</button>
        ${course.own ? html`<button class="button small" type="button" @click=${() => this.#ask('file')}>${t('courses.newFile')}</button>` : nothing}
      </div>
      <h4>${t('courses.files')}</h4>
      <ul class="list files">${course.files.map(
        (file) => html`<li><a class="entry" data-testid="course-file" href=${`#courses/${course.id}/${encodeURIComponent(file.name)}`}
          aria-current=${store.document?.name === file.name ? 'true' : 'false'}><span class="entry-name">${file.name}</span></a></li>`,
      )}</ul>
      ${course.outline.length ? html`<h4>${t('courses.outline')}</h4>${course.outline.map((unit) => this.#unit(unit))}` : nothing}`;
  }

  #unit(unit) {
    return html`<details class="outline"><summary>${i18n.localized(unit.title)}
        <span class="soft">${t('courses.concepts', { count: unit.concepts.length })}</span></summary>
      ${unit.concepts.map(
        (concept) => html`<details class="outline inner"><summary>${i18n.localized(concept.title)}
            <span class="soft">${concept.items.length}</span></summary>
          <ul class="list">
            <li><button class="entry" type="button" @click=${() => this.#place(concept)}><em>${t('courses.concept')}</em></button></li>
            ${concept.items.map(
              (item) => html`<li><button class="entry" type="button" data-testid="item" @click=${() => this.#place(item)}>
                <span class="entry-name">${i18n.localized(item.prompt)}</span>
                <span class="entry-more"><code>${item.id}</code> ${item.kind}</span></button></li>`,
            )}</ul></details>`,
      )}</details>`;
  }

  #place({ file, line, column }) {
    this.view = 'edit';
    const { course } = this.session;
    history.replaceState(null, '', `#courses/${course.id}/${encodeURIComponent(file)}`);
    this.session.open(course.id, file, { line, column });
  }

  #document(store) {
    const { document } = store;
    return documentBar(document, {
      note: document.readOnly
        ? html`<p class="bar-note">${t('courses.readOnly')}</p>`
        : nothing,
    });
  }

  #findings(store) {
    return html`<div class="below">
      <div class="below-head"><h3>${t('problem.title')}</h3>
        <span class="soft" role="status" data-testid="problem-count">${store.checking ? t('courses.checking') : problemCount(store.findings)}</span>
        <button class="button small" type="button" data-testid="check" ?disabled=${store.checking}
          @click=${() => store.checkWhole()}>${t('courses.check')}</button></div>
      ${store.checked === 'whole' ? html`<p class="soft small-text">${t('courses.checked')}</p>` : nothing}
      ${problemList(store.findings, (finding) => this.#place(finding), true)}
    </div>`;
  }

  get #editor() {
    return this.querySelector('parley-editor');
  }

  #show() {
    const { document } = this.session;
    if (!document || !this.#editor) return;
    this.#editor.show({
      text: document.text,
      language: document.name.endsWith('.md') ? 'text' : 'yaml',
      readOnly: document.readOnly,
      label: t('editor.label', { file: document.name }),
    });
    document.addEventListener('reset', () => this.#editor?.replace(document.text));
    this.view = 'edit';
    this.#mark();
  }

  updated() {
    this.#mark();
  }

  #marked = null;

  #mark() {
    const { document, findings } = this.session ?? {};
    if (!document || !this.#editor) return;
    const mine = findings.filter((finding) => finding.file === document.name);
    const key = JSON.stringify([i18n.locale, document.name, mine]);
    if (key === this.#marked) return;
    this.#marked = key;
    this.#editor.mark(mine);
  }

  async #jump() {
    await this.updateComplete;
    const { line, column } = this.session.goTo;
    this.#editor?.goTo(line || 1, column);
  }
}

customElements.define('courses-room', CoursesRoom);
