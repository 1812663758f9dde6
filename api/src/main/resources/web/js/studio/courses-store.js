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
  #check = latest(
    CHECK_AFTER_MS,
    (signal) => this.#checkNow(signal, false),
    (problem) => this.#refused(problem),
  );
  #opening = null;

  async start() {
    await this.#guard(() => this.#list());
  }

  async #list() {
    const { courses, folder } = await studio.read('courses');
    this.courses = courses;
    this.folder = folder;
  }

  /**
   * Opens a course, and one of its files: the named one, or the one in which it begins. Of several wishes the last one
   * counts, however slow the answers come.
   */
  async open(id, file = '', place = null) {
    this.#opening?.abort();
    const mine = new AbortController();
    this.#opening = mine;
    if (this.course?.id !== id) {
      await this.#guard(async () => {
        this.course = null;
        this.document = null;
        this.#changed();
        const course = await studio.read(`courses/${encodeURIComponent(id)}`, mine.signal);
        if (!mine.signal.aborted) this.#use(course);
      });
    }
    if (mine.signal.aborted || !this.course) return;
    const name = file || 'course.yaml';
    if (this.document?.name !== name || this.document.course !== id) {
      await this.#guard(() => this.#openFile(name, mine.signal));
      if (mine.signal.aborted) return;
      this.#ask();
    }
    if (place && this.document?.name === name) {
      this.goTo = place;
      this.dispatchEvent(new Event('go'));
    }
  }

  async #openFile(name, signal) {
    const { id } = this.course;
    const read = await studio.read(`courses/${encodeURIComponent(id)}/file?name=${encodeURIComponent(name)}`, signal);
    if (signal.aborted) return;
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
    const id = this.course?.id;
    await this.#guard(async () => {
      const course = id && (await studio.read(`courses/${encodeURIComponent(id)}`));
      if (course && this.course?.id === id) this.#use(course);
      await this.#list();
    });
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
    const id = this.course?.id;
    if (!id) return;
    const edited = this.document?.course === id && this.document.dirty ? { [this.document.name]: this.document.text } : {};
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
    this.#opening?.abort();
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
    this.#opening?.abort();
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
      if (problem.name !== 'AbortError') await this.#refused(problem);
    }
    this.#changed();
  }

  /** Where a course is gone, the list is read again, so that it is not offered any longer. */
  async #refused(problem) {
    if (problem.status === 404) await this.#list().catch(() => {});
    this.problem = problem;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
