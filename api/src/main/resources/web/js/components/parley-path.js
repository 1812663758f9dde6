import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { i18n, t } from '../i18n.js';
import { PLAN_MINUTES } from '../learner-progress.js';
import { icons } from './icons.js';
import { SessionView } from './session-view.js';

/** The learner's path beside the conversation: today, why this exercise, the plan, and the map of the course. */
export class ParleyPath extends SessionView {
  static properties = { opened: { state: true }, evidence: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.opened = null;
    this.evidence = null;
    this.problem = '';
  }

  render() {
    const progress = this.session;
    if (!progress) return nothing;
    return html`
      <div class="path-head">
        <h2>${t('path.title')}</h2>
        <button class="tool" type="button" data-testid="path-close" aria-label=${t('path.close')}
          title=${t('path.close')} @click=${() => this.dispatchEvent(new Event('close'))}>${icons.close}</button>
      </div>
      ${this.#courses(progress)}
      ${progress.state === 'failed' ? this.#failed(progress) : nothing}
      ${progress.summary ? this.#today(progress) : this.#waiting(progress)}
      ${this.#now(progress)} ${this.#plan(progress)} ${this.#map(progress)} ${this.#detail()}
    `;
  }

  #courses(progress) {
    if (progress.courses.length < 2) return nothing;
    return html`<label class="path-course"><span>${t('path.course')}</span>
      <select data-testid="course-select" @change=${(change) => this.#choose(change.target.value)}>
        ${progress.courses.map(
          (course) => html`<option value=${course.id} ?selected=${course.id === progress.course}
            >${i18n.localized(course.title)}</option>`,
        )}
      </select></label>`;
  }

  #choose(course) {
    this.dispatchEvent(new CustomEvent('course', { detail: course }));
  }

  #failed(progress) {
    return html`<p class="path-problem" role="alert">${t('path.failed')}
      <button class="button" type="button" @click=${() => progress.refresh()}>${t('notice.retry')}</button></p>`;
  }

  #waiting(progress) {
    return progress.state === 'failed' ? nothing : html`<p class="path-soft">${t('path.loading')}</p>`;
  }

  #today({ summary }) {
    const { minutes, goal_minutes: goal, streak_days: streak, freeze_days_left: freezes } = summary.today;
    return html`<section class="path-card" data-testid="path-today" aria-labelledby="path-today">
      <h3 id="path-today">${t('path.today')}</h3>
      <p class="path-figures">
        <span>${t('path.minutes', { minutes: i18n.number(minutes), goal: i18n.number(goal) })}</span>
        <span title=${t('path.freezes', { days: freezes })}>${t(streak === 1 ? 'path.streak.one' : 'path.streak', {
          days: i18n.number(streak),
        })}</span>
      </p>
      <progress class="path-bar" max=${goal} value=${Math.min(minutes, goal)} aria-label=${t('path.today')}></progress>
      <p class="path-soft">${t('path.mastered', {
        mastered: i18n.number(summary.progress.mastered),
        concepts: i18n.number(summary.progress.concepts),
      })}${summary.progress.due > 0 ? html` · ${t('path.due', { due: i18n.number(summary.progress.due) })}` : nothing}</p>
      <label class="path-inline">${t('path.goal')}
        <select data-testid="goal-select" @change=${(change) => this.#try(() => this.session.setDailyGoal(Number(change.target.value)))}>
          ${[...new Set([...PLAN_MINUTES, goal])].sort((a, b) => a - b).map(
            (choice) => html`<option value=${choice} ?selected=${choice === goal}>${t('path.min', { minutes: choice })}</option>`,
          )}
        </select></label>
    </section>`;
  }

  #now({ summary }) {
    if (!summary?.now) return nothing;
    return html`<section class="path-card path-now" data-testid="path-now" aria-labelledby="path-now">
      <h3 id="path-now">${t('path.why')}</h3>
      <p><strong>${summary.now.concept_title}</strong></p>
      <p>${summary.now.why}</p>
    </section>`;
  }

  #plan(progress) {
    const { plan } = progress;
    if (!plan) return nothing;
    return html`<section class="path-card" data-testid="path-plan" aria-labelledby="path-plan">
      <h3 id="path-plan">${t('path.plan')}</h3>
      <label class="path-inline">${t('path.have')}
        <select data-testid="plan-minutes" @change=${(change) => progress.usePlanMinutes(Number(change.target.value))}>
          ${[...new Set([...PLAN_MINUTES, progress.minutes])].sort((a, b) => a - b).map(
            (choice) => html`<option value=${choice} ?selected=${choice === progress.minutes}
              >${t('path.min', { minutes: choice })}</option>`,
          )}
        </select></label>
      ${plan.steps.length === 0
        ? html`<p class="path-soft">${t('path.nothing')}</p>`
        : html`<ol class="path-steps">${plan.steps.map(
            (step) => html`<li><div><strong>${step.title}</strong><p>${step.why}</p></div>
              <span class="path-soft">${t('path.min', { minutes: i18n.number(step.minutes) })}</span></li>`,
          )}</ol>`}
    </section>`;
  }

  #map({ map }) {
    if (!map) return nothing;
    return html`<section class="path-map" data-testid="path-map" aria-labelledby="path-map">
      <h3 id="path-map">${t('path.map')}</h3>
      <p class="path-legend">${['unseen', 'learning', 'practised', 'mastered', 'due'].map(
        (band) => html`<span class="path-band" data-band=${band}>${t(`band.${band}`)}</span>`,
      )}</p>
      ${repeat(map.units, (unit) => unit.id, (unit) => this.#unit(unit))}
    </section>`;
  }

  #unit(unit) {
    return html`<h4>${unit.title}</h4>
      <ul class="path-concepts">${repeat(unit.concepts, (concept) => concept.id, (concept) => this.#concept(concept))}</ul>`;
  }

  #concept(concept) {
    return html`<li><button class="path-concept" type="button" data-testid="concept" data-concept=${concept.id}
      data-band=${concept.band} @click=${() => this.#open(concept)}>
      <span class="path-concept-title">${concept.title}</span>
      <span class="hidden">${t(`band.${concept.band}`)}</span>
      <progress class="path-bar" max="1" value=${concept.answers ? concept.probability : 0} aria-hidden="true"></progress>
    </button></li>`;
  }

  #detail() {
    const concept = this.opened;
    return html`<dialog class="dialog path-detail" aria-labelledby="concept-title" @close=${() => (this.opened = null)}>
      ${concept ? this.#facts(concept) : nothing}
    </dialog>`;
  }

  #facts(concept) {
    const evidence = this.evidence;
    return html`<h2 id="concept-title">${concept.title}</h2>
      <p><span class="path-band" data-band=${concept.band}>${t(`band.${concept.band}`)}</span></p>
      <dl class="path-numbers">
        <dt>${t('concept.probability')}</dt><dd>${concept.answers ? i18n.percent(concept.probability) : '–'}</dd>
        <dt>${t('concept.unaided')}</dt>
        <dd>${t('concept.of', { have: concept.unaided, need: concept.unaided_needed })}</dd>
        ${concept.recall === undefined || concept.recall === null
          ? nothing
          : html`<dt>${t('concept.recall')}</dt><dd>${i18n.percent(concept.recall)}</dd>`}
        ${concept.due ? html`<dt>${t('concept.due')}</dt><dd>${i18n.day(concept.due)}</dd>` : nothing}
        ${concept.requires.length
          ? html`<dt>${t('concept.requires')}</dt><dd>${concept.requires.map((r) => r.title).join(i18n.listSeparator)}</dd>`
          : nothing}
      </dl>
      <p class="path-soft">${t('concept.rule')}</p>
      <h3>${t('concept.evidence')}</h3>
      ${evidence === null
        ? html`<p class="path-soft">${t('path.loading')}</p>`
        : evidence.length === 0
          ? html`<p class="path-soft">${t('concept.none')}</p>`
          : html`<ol class="path-evidence">${evidence.map((answer) => this.#answer(answer))}</ol>`}
      ${this.problem ? html`<p class="path-problem" role="alert">${this.problem}</p>` : nothing}
      <div class="dialog-buttons">
        ${concept.band === 'mastered'
          ? nothing
          : html`<button class="button" type="button" data-testid="contest" @click=${() => this.#contest(concept)}
              >${t('concept.contest')}</button>`}
        <button class="button primary" type="button" autofocus @click=${this.#close}>${t('concept.close')}</button>
      </div>`;
  }

  #answer(answer) {
    return html`<li data-right=${answer.right}>
      <span class="path-mark" aria-hidden="true">${answer.right ? '✓' : '✗'}</span>
      <div><p>${answer.task}</p>
        <p class="path-soft">${t(answer.right ? 'concept.right' : 'concept.wrong')}${answer.hints
          ? html` · ${t('concept.hints', { hints: answer.hints })}`
          : nothing}${answer.misconception ? html` · ${answer.misconception}` : nothing} ·
          ${t('concept.foreseen', { chance: i18n.percent(answer.predicted) })} · ${i18n.day(answer.answered_at)}</p></div>
    </li>`;
  }

  async #open(concept) {
    this.opened = concept;
    this.evidence = null;
    this.problem = '';
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    try {
      const { evidence } = await this.session.evidence(concept.id);
      if (this.opened === concept) this.evidence = evidence;
    } catch (problem) {
      this.evidence = [];
      this.problem = problem.message;
    }
  }

  #close = () => this.querySelector('dialog').close();

  async #contest(concept) {
    if (await this.#try(() => this.session.contest(concept.id))) {
      this.#close();
      this.dispatchEvent(new CustomEvent('contested', { detail: concept }));
    }
  }

  async #try(action) {
    try {
      this.problem = '';
      await action();
      return true;
    } catch (problem) {
      this.problem = problem.message;
      return false;
    }
  }
}

customElements.define('parley-path', ParleyPath);
