import { i18n } from '../i18n.js';
import { OpenDocument } from './open-document.js';
import { latest, studio } from './studio-api.js';

const CHECK_AFTER_MS = 500;

/** The courses, the one that is open, and its open file. Fires `change`, and `opened` when another file is shown. */
export class CoursesStore extends EventTarget {
  courses = null;
  folder = '';
  course = null;
  document = null;
  findings = [];
  checked = 'never';
  checking = false;
  problem = null;
  goTo = null;
  #check = latest(CHECK_AFTER_MS, (signal) => this.#checkNow(signal, false));

  async start() {
    await this.#guard(async () => {
      const { courses, folder } = await studio.read('courses');
      this.courses = courses;
      this.folder = folder;
    });
  }

  /** Opens a course, and one of its files: the named one, or the one in which it begins. */
  async open(id, file = '', place = null) {
    if (this.course?.id !== id) {
      await this.#guard(async () => {
        this.course = null;
        this.document = null;
        this.#changed();
        this.#use(await studio.read(`courses/${encodeURIComponent(id)}`));
      });
    }
    if (!this.course) return;
    const name = file || 'course.yaml';
    if (this.document?.name !== name || this.document.course !== id) {
      await this.#guard(() => this.#openFile(name));
      this.#ask();
    }
    if (place && this.document?.name === name) {
      this.goTo = place;
      this.dispatchEvent(new Event('go'));
    }
  }

  async #openFile(name) {
    const { id } = this.course;
    const read = await studio.read(`courses/${encodeURIComponent(id)}/file?name=${encodeURIComponent(name)}`);
    const document = new OpenDocument({
      key: `course/${id}/${name}`,
      name,
      text: read.text,
      hash: read.hash,
      readOnly: !read.own,
      save: async (text, hash) =>
        (await studio.put('courses/file', { course: id, name, text, expected_hash: hash })).hash,
    });
    document.course = id;
    document.addEventListener('change', () => this.#changed());
    this.document = document;
    this.dispatchEvent(new Event('opened'));
  }

  edit(text) {
    this.document.edit(text);
    this.#ask();
  }

  /** Saves the open file and reads the course's contents anew. */
  async save() {
    if (!(await this.document?.save())) return;
    await this.#guard(async () => this.#use(await studio.read(`courses/${encodeURIComponent(this.course.id)}`)));
    this.#ask();
  }

  /** Checks all: structure and answers too. */
  async checkWhole() {
    this.#check.cancel();
    await this.#guard(() => this.#checkNow(undefined, true));
  }

  #ask() {
    if (this.course) this.#check.ask();
  }

  async #checkNow(signal, whole) {
    const { id } = this.course;
    const edited = this.document?.dirty ? { [this.document.name]: this.document.text } : {};
    this.checking = whole;
    this.#changed();
    try {
      const { findings } = await studio.post('courses/check', { course: id, edited, whole }, signal);
      if (this.course?.id !== id) return;
      this.findings = findings;
      this.checked = whole ? 'whole' : 'reading';
    } finally {
      this.checking = false;
      this.#changed();
    }
  }

  async create(id) {
    const made = await studio.post('courses/new', { course: id });
    await this.#made(made);
  }

  async copy(as) {
    const made = await studio.post('courses/copy', { course: this.course.id, as });
    await this.#made(made);
  }

  /** Begins a new file of the course; it exists once it is saved. */
  newFile(name) {
    const { id } = this.course;
    const document = new OpenDocument({
      key: `course/${id}/${name}`,
      name,
      text: '',
      hash: null,
      save: async (text, hash) => (await studio.put('courses/file', { course: id, name, text, expected_hash: hash })).hash,
    });
    document.course = id;
    document.addEventListener('change', () => this.#changed());
    this.document = document;
    this.dispatchEvent(new Event('opened'));
    this.#changed();
  }

  async #made(course) {
    await this.start();
    this.document = null;
    this.#use(course);
    await this.open(course.id);
  }

  #use(course) {
    this.course = course;
    this.findings = course.findings;
    this.checked = 'reading';
  }

  get title() {
    return i18n.localized(this.course?.title) || this.course?.id || '';
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
