import { remember, remembered } from './preferences.js';

/** The minutes a learner may choose for a plan. */
export const PLAN_MINUTES = [5, 10, 20, 30, 60];
/** A reply is often followed by the next within a second; one reading serves both. */
const SETTLE_MS = 250;

/**
 * What the server knows of the learner on one course: summary, plan, map. Renders nothing.
 *
 * Events: `change`.
 */
export class LearnerProgress extends EventTarget {
  courses = [];
  summary = null;
  plan = null;
  map = null;
  /** `idle`, `loading` or `failed`. */
  state = 'idle';
  #course = remembered('course', '');
  #minutes = Number(remembered('minutes', '')) || 0;
  #locale;
  #timer = 0;
  #reading = 0;

  constructor({ locale }) {
    super();
    this.#locale = locale;
  }

  /** The course that is taught; empty until the server's usual one is known. */
  get course() {
    return this.#course;
  }

  get courseTitle() {
    return this.courses.find((course) => course.id === this.#course)?.title ?? '';
  }

  get minutes() {
    return this.#minutes || this.summary?.profile?.minutes_per_day || PLAN_MINUTES[1];
  }

  async start() {
    try {
      this.courses = (await this.#get('/api/courses')).courses;
      if (!this.courses.some((course) => course.id === this.#course)) {
        this.#course = this.courses.find((course) => course.usual)?.id ?? this.courses[0]?.id ?? '';
      }
    } catch {
      // The connection's own notice tells of a server that is away; the panel offers to try again.
      this.state = 'failed';
    }
    this.#changed();
  }

  useCourse(id) {
    this.#course = id;
    remember('course', id);
    this.summary = null;
    this.plan = null;
    this.map = null;
    this.#changed();
    this.refresh();
  }

  usePlanMinutes(minutes) {
    this.#minutes = minutes;
    remember('minutes', String(minutes));
    this.#changed();
    this.refresh();
  }

  useLocale(locale) {
    this.#locale = locale;
    this.refresh();
  }

  /** Reads everything anew, soon; several calls become one. */
  refresh() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), SETTLE_MS);
  }

  /** The evidence behind one concept's numbers. */
  evidence(concept) {
    return this.#get(`/api/learner/mastery/${encodeURIComponent(concept)}?${this.#query()}`);
  }

  /** Claims to know a concept; the tutor will check it. */
  async contest(concept) {
    await this.#send('POST', '/api/learner/contest', { course: this.#course, concept });
    this.refresh();
  }

  async setDailyGoal(minutesPerDay) {
    const { freeze_days, goal } = this.summary?.profile ?? { freeze_days: 2, goal: '' };
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
    await this.#send('PUT', '/api/learner/profile', { zone, minutes_per_day: minutesPerDay, freeze_days, goal });
    this.refresh();
  }

  async #read() {
    if (!this.#course) await this.start();
    if (!this.#course) return;
    const mine = ++this.#reading;
    this.state = 'loading';
    this.#changed();
    try {
      const summary = await this.#get(`/api/learner?${this.#query()}`);
      // Known before the plan is asked for: the usual length of a plan is the daily goal.
      if (mine === this.#reading) this.summary = summary;
      const [plan, map] = await Promise.all([
        this.#get(`/api/learner/plan?${this.#query({ minutes: this.minutes })}`),
        this.#get(`/api/learner/mastery?${this.#query()}`),
      ]);
      // A later reading, perhaps of another course, has overtaken this one.
      if (mine !== this.#reading) return;
      Object.assign(this, { plan, map, state: 'idle' });
    } catch {
      if (mine === this.#reading) this.state = 'failed';
    }
    this.#changed();
  }

  #query(more = {}) {
    return new URLSearchParams({ course: this.#course, locale: this.#locale, ...more });
  }

  async #get(address) {
    return this.#answer(await fetch(address, { headers: { Accept: 'application/json' } }));
  }

  async #send(method, address, body) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    return this.#answer(await fetch(address, { method, headers, body: JSON.stringify(body) }));
  }

  async #answer(response) {
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(body.detail ?? body.title ?? String(response.status));
    return body;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
