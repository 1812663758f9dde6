import { remember, remembered } from '../preferences.js';
import { t } from '../i18n.js';
import { keptUnsaved, OpenDocument } from './open-document.js';
import { latest, studio, StudioProblem } from './studio-api.js';

const LOOK_AFTER_MS = 350;
const EMPTY_SAMPLE = 'inputs:\n';

/** A file of a prompt: `name[.variant][.locale].prompt`, or its samples. The server looks closer when it is saved. */
const isPromptFile = (prompt, file) =>
  file === `${prompt}.samples.yaml` ||
  (file.startsWith(`${prompt}.`) && /^(?:\.[A-Za-z0-9][A-Za-z0-9_-]*){0,2}\.prompt$/.test(file.slice(prompt.length)));

/** Names a file in the browser's storage. */
const keyOf = (file) => `prompt/${file}`;

/** The prompts, the one that is open with its open file, its findings, preview, trial and versions. Fires `change`. */
export class PromptsStore extends EventTarget {
  prompts = null;
  model = null;
  author = '';
  detail = null;
  document = null;
  findings = [];
  problem = null;
  sample = '';
  sampleText = EMPTY_SAMPLE;
  preview = null;
  previewProblem = null;
  trial = null;
  compared = null;
  notice = null;
  #look = latest(
    LOOK_AFTER_MS,
    (signal) => this.#lookNow(signal),
    (problem) => {
      this.problem = problem;
      this.#changed();
    },
  );
  #trying = null;
  #opening = null;
  #refreshing = null;

  async start() {
    await this.#guard(() => this.#list());
  }

  async #list() {
    const { prompts, model, author, folder } = await studio.read('prompts');
    this.prompts = prompts;
    this.model = model ?? null;
    this.folder = folder;
    this.author = remembered('studio.author', author);
  }

  setAuthor(name) {
    this.author = name;
    remember('studio.author', name);
  }

  get partials() {
    return (this.prompts ?? []).filter((prompt) => prompt.partial).map((prompt) => prompt.name.replace(/^_/, ''));
  }

  /** Opens a prompt, and one of its files. Of several wishes the last one counts, however slow the answers come. */
  async open(name, file = '') {
    this.#opening?.abort();
    const mine = new AbortController();
    this.#opening = mine;
    if (this.detail?.prompt.name !== name) {
      await this.#guard(async () => {
        this.detail = null;
        this.document = null;
        this.compared = null;
        this.notice = null;
        this.stopTrial();
        this.trial = null;
        this.#changed();
        const detail = await studio.read(`prompts/${encodeURIComponent(name)}`, mine.signal);
        if (mine.signal.aborted) return;
        this.detail = detail;
        this.useSample(detail.samples[0]?.name ?? '');
      });
    }
    if (mine.signal.aborted || !this.detail) return;
    const wanted = this.detail.files.find((one) => one.name === file);
    if (wanted) this.#showOther(wanted);
    else if (this.document?.name === file) return;
    else if (isPromptFile(name, file) && keptUnsaved(keyOf(file))) this.#show({ name: file, text: '', hash: null });
    else if (this.detail.files[0]) this.#showOther(this.detail.files[0]);
  }

  #showOther(file) {
    if (this.document?.name !== file.name) this.#show(file);
  }

  /** Makes a small working prompt and opens it. Throws what the server refused. */
  async create(name) {
    const detail = await studio.post('prompts/new', { prompt: name });
    await this.#guard(() => this.#list());
    this.#opening?.abort();
    this.compared = null;
    this.trial = null;
    this.detail = detail;
    this.useSample(detail.samples[0]?.name ?? '');
    if (detail.files[0]) this.#show(detail.files[0]);
  }

  /** Begins a file of the open prompt, such as a translation; it exists once it is saved. Throws when there is one. */
  newFile(name, text) {
    if (!isPromptFile(this.detail.prompt.name, name)) throw new StudioProblem(400, { detail: t('prompts.ask.bad') });
    if (this.detail.files.some((one) => one.name === name)) {
      throw new StudioProblem(409, { detail: t('prompts.ask.exists', { file: name }) });
    }
    this.#show({ name, text, hash: null });
  }

  /** Writes the sample as it stands beside the preview into the prompt's file of samples. Throws what was refused. */
  async saveSample(name) {
    const prompt = this.detail.prompt.name;
    const detail = await studio.post('prompts/sample', { prompt, name, text: this.sampleText });
    if (this.detail?.prompt.name !== prompt) return;
    this.detail = detail;
    this.sample = name;
    const file = detail.files.find((one) => one.name === this.document?.name);
    if (file && this.isSamples && !this.document.dirty) this.#show(file);
    await this.#guard(() => this.#list());
    this.look();
  }

  #show(file) {
    const document = new OpenDocument({
      key: keyOf(file.name),
      name: file.name,
      text: file.text,
      hash: file.hash,
      save: async (text, hash) => {
        const saved = await studio.put('prompts/file', { name: file.name, text, expected_hash: hash });
        // By whatever key or button it was saved: what a release is decided on is read again.
        this.refresh();
        return saved.hash;
      },
    });
    document.addEventListener('change', () => this.#changed());
    document.addEventListener('reset', () => this.look());
    this.document = document;
    this.preview = null;
    this.compared = null;
    this.dispatchEvent(new Event('opened'));
    this.look();
  }

  get isSamples() {
    return this.document?.name.endsWith('.samples.yaml') ?? false;
  }

  edit(text) {
    this.document.edit(text);
    this.look();
  }

  async save() {
    if (!(await this.document?.save())) return;
    await this.#refreshing;
    this.look();
  }

  /** Reads the list and the open prompt anew; the open file stays as it is in the editor. */
  refresh() {
    const name = this.detail?.prompt.name;
    this.#refreshing = this.#guard(async () => {
      await this.#list();
      if (name) this.#use(await studio.read(`prompts/${encodeURIComponent(name)}`));
    });
    return this.#refreshing;
  }

  /** What is told of a prompt counts only while that prompt is open: another may have been chosen meanwhile. */
  #use(detail) {
    if (this.detail?.prompt.name === detail.prompt.name) this.detail = detail;
  }

  useSample(name) {
    this.sample = name;
    this.sampleText = this.detail?.samples.find((sample) => sample.name === name)?.text ?? EMPTY_SAMPLE;
    this.#changed();
    this.look();
  }

  editSample(text) {
    this.sampleText = text;
    this.look();
  }

  /** Lints and previews what stands in the editor, once nothing changes any more. */
  look() {
    if (this.document) this.#look.ask();
  }

  async #lookNow(signal) {
    if (!this.document) return;
    const { name, text } = this.document;
    const linting = studio.post('prompts/lint', { name, text }, signal).then(
      ({ findings }) => (this.findings = findings),
      (problem) => this.#unless(problem, () => (this.problem = problem)),
    );
    const previewing = this.isSamples
      ? null
      : studio.post('prompts/preview', { name, text, sample: this.sampleText }, signal).then(
          (rendered) => {
            this.preview = rendered;
            this.previewProblem = null;
          },
          (problem) => this.#unless(problem, () => (this.previewProblem = problem)),
        );
    await Promise.all([linting, previewing]);
    if (!signal.aborted) this.#changed();
  }

  #unless(problem, act) {
    if (problem.name !== 'AbortError') act();
  }

  async try() {
    this.stopTrial();
    const mine = new AbortController();
    this.#trying = mine;
    this.trial = { text: '', running: true, end: null, problem: null };
    this.#changed();
    try {
      await studio.stream(
        'prompts/try',
        { name: this.document.name, text: this.document.text, sample: this.sampleText },
        (line) => {
          if (line.type === 'text') this.trial = { ...this.trial, text: this.trial.text + line.text };
          else this.trial = { ...this.trial, end: line };
          this.#changed();
        },
        mine.signal,
      );
    } catch (problem) {
      if (problem.name === 'AbortError') this.trial = { ...this.trial, stopped: true };
      else this.trial = { ...this.trial, problem };
    } finally {
      if (this.#trying === mine) this.#trying = null;
      this.trial = { ...this.trial, running: false };
      this.#changed();
    }
  }

  stopTrial() {
    this.#trying?.abort();
  }

  async compare(from, to) {
    await this.#act(async () => {
      const { name } = this.detail.prompt;
      const compared = { from, to, ...(await studio.post('prompts/compare', { prompt: name, from, to })) };
      if (this.detail?.prompt.name === name) this.compared = compared;
    });
  }

  closeComparison() {
    this.compared = null;
    this.#changed();
  }

  /** Releases; answers null, or the refusal. */
  async release(wish) {
    // Who has just saved has seen their own text, though it is only now being read again.
    await this.#refreshing;
    const prompt = this.detail.prompt.name;
    try {
      const { version, gate } = await studio.post('prompts/release', {
        prompt,
        author: this.author,
        ...this.#seen(wish.what),
        ...wish,
      });
      if (this.detail?.prompt.name === prompt) {
        this.notice = { key: 'versions.released', values: { version: version.slice(0, 8), label: wish.to }, lines: gate };
      }
      await this.refresh();
      return null;
    } catch (problem) {
      if (problem.status === 409) await this.refresh();
      return problem;
    }
  }

  /** What the author looks at and decides on, a label's version or the working copy: where it is different, nothing moves. */
  #seen(state) {
    const { prompt, moves } = this.detail;
    const version = state ? prompt.labels[state] : prompt.working_version;
    return { expected_version: version ?? null, expected_moves: moves.length };
  }

  /** To the version before, or from a trial to what the label stands on; `notice` says afterwards which it was. */
  async rollBack(label, notice = { key: 'versions.rolledBack', values: { label } }) {
    await this.#refreshing;
    await this.#change('rollback', { label, ...this.#seen(label) }, notice);
    const { problem } = this;
    if (problem?.status !== 409) return;
    await this.refresh();
    this.problem = problem;
    this.#changed();
  }

  keep(message) {
    return this.#change('keep', { message }, { key: 'versions.kept', values: {} });
  }

  /** Makes a version the working copy; what is written and not saved is then given up. */
  async restore(what) {
    const { document } = this;
    await this.#change('restore', { what }, { key: 'versions.restored', values: { version: what.slice(0, 8) } });
    if (this.problem || this.document !== document) return;
    document?.discard();
    const file = this.detail?.files.find((one) => one.name === document?.name) ?? this.detail?.files[0];
    if (file) this.#show(file);
  }

  async revert() {
    await this.#act(async () => {
      const { document } = this;
      const { name, hash } = document;
      this.#use(await studio.post('prompts/revert', { name, expected_hash: hash }));
      await this.#list();
      if (this.document !== document) return;
      const file = this.detail.files.find((one) => one.name === name) ?? this.detail.files[0];
      if (file) this.#show(file);
    });
  }

  async #change(path, wish, notice) {
    await this.#act(async () => {
      const detail = await studio.post(`prompts/${path}`, { prompt: this.detail.prompt.name, author: this.author, ...wish });
      this.#use(detail);
      if (this.detail === detail) this.notice = notice;
      await this.#list();
    });
  }

  async #act(work) {
    this.notice = null;
    await this.#guard(work);
  }

  get dirty() {
    return this.document?.dirty ?? false;
  }

  async #guard(work) {
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      if (problem.name !== 'AbortError') this.problem = problem;
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
