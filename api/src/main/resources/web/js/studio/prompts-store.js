import { remember, remembered } from '../preferences.js';
import { OpenDocument } from './open-document.js';
import { latest, studio } from './studio-api.js';

const LOOK_AFTER_MS = 350;
const EMPTY_SAMPLE = 'inputs:\n';

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
  #look = latest(LOOK_AFTER_MS, (signal) => this.#lookNow(signal));
  #trying = null;

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

  async open(name, file = '') {
    if (this.detail?.prompt.name !== name) {
      await this.#guard(async () => {
        this.detail = null;
        this.document = null;
        this.compared = null;
        this.notice = null;
        this.stopTrial();
        this.trial = null;
        this.#changed();
        this.detail = await studio.read(`prompts/${encodeURIComponent(name)}`);
        this.useSample(this.detail.samples[0]?.name ?? '');
      });
    }
    if (!this.detail) return;
    const wanted = this.detail.files.find((one) => one.name === file) ?? this.detail.files[0];
    if (wanted && this.document?.name !== wanted.name) this.#show(wanted);
  }

  #show(file) {
    const document = new OpenDocument({
      key: `prompt/${file.name}`,
      name: file.name,
      text: file.text,
      hash: file.hash,
      save: async (text, hash) =>
        (await studio.put('prompts/file', { name: file.name, text, expected_hash: hash })).hash,
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
    await this.refresh();
    this.look();
  }

  /** Reads the list and the open prompt anew; the open file stays as it is in the editor. */
  async refresh() {
    await this.#guard(async () => {
      await this.#list();
      this.detail = await studio.read(`prompts/${encodeURIComponent(this.detail.prompt.name)}`);
    });
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
      this.compared = { from, to, ...(await studio.post('prompts/compare', { prompt: this.detail.prompt.name, from, to })) };
    });
  }

  closeComparison() {
    this.compared = null;
    this.#changed();
  }

  /** Releases; answers null, or the refusal. */
  async release(wish) {
    try {
      const { version, gate } = await studio.post('prompts/release', {
        prompt: this.detail.prompt.name,
        author: this.author,
        ...wish,
      });
      this.notice = { key: 'versions.released', values: { version: version.slice(0, 8), label: wish.to }, lines: gate };
      await this.refresh();
      return null;
    } catch (problem) {
      return problem;
    }
  }

  rollBack(label) {
    return this.#change('rollback', { label }, { key: 'versions.rolledBack', values: { label } });
  }

  keep(message) {
    return this.#change('keep', { message }, { key: 'versions.kept', values: {} });
  }

  async restore(what) {
    await this.#change('restore', { what }, { key: 'versions.restored', values: { version: what.slice(0, 8) } });
    const file = this.detail?.files.find((one) => one.name === this.document?.name) ?? this.detail?.files[0];
    if (file) this.#show(file);
  }

  async revert() {
    await this.#act(async () => {
      const { name, hash } = this.document;
      this.detail = await studio.post('prompts/revert', { name, expected_hash: hash });
      await this.#list();
      const file = this.detail.files.find((one) => one.name === name) ?? this.detail.files[0];
      if (file) this.#show(file);
    });
  }

  async #change(path, wish, notice) {
    await this.#act(async () => {
      this.detail = await studio.post(`prompts/${path}`, { prompt: this.detail.prompt.name, author: this.author, ...wish });
      this.notice = notice;
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
