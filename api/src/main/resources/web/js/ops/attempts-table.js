import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { i18n, t } from '../i18n.js';
import { clock, count, money, NONE, time } from './figures.js';
import { SIGNS, why } from './model-card.js';

const COLUMNS = ['time', 'outcome', 'model', 'purpose', 'reason', 'first', 'total', 'speed', 'tokens', 'cost'];

/** The last attempts, newest first, each with why it failed. */
export function attemptsTable(attempts, currency) {
  return html`<div class="ops-card ops-scroll" role="region" aria-labelledby="ops-attempts" tabindex="0">
    <table class="ops-table" data-testid="ops-attempts">
      <thead><tr>${COLUMNS.map((column) => html`<th scope="col" data-column=${column}>${t(`ops.column.${column}`)}</th>`)}</tr></thead>
      <tbody>${repeat(attempts, (attempt) => attempt.number, (attempt) => row(attempt, currency))}</tbody>
    </table>
  </div>`;
}

function row(attempt, currency) {
  const level = attempt.outcome === 'done' ? 'good' : attempt.outcome === 'cancelled' ? 'still' : 'bad';
  return html`<tr data-testid="ops-attempt" data-outcome=${attempt.outcome} data-level=${level}>
    <td>${clock(attempt.at)}</td>
    <td class="ops-why"><span class="ops-badge">${SIGNS[level]}${outcome(attempt)}</span>${attempt.fault
      ? html`<p data-testid="ops-why">${why(attempt.outcome, attempt.fault)}${attempt.reached === 'none'
          ? nothing
          : html` <span class="ops-soft">(${t(`reached.${attempt.reached}`)})</span>`}</p>`
      : nothing}</td>
    <td>${attempt.model}</td>
    <td>${t(`purpose.${attempt.purpose}`)}</td>
    <td>${t(`attempt.${attempt.reason}`)}</td>
    <td class="ops-right">${time(attempt.first_token_ms)}</td>
    <td class="ops-right">${time(attempt.total_ms)}${attempt.queued_ms > 0
      ? html`<span class="ops-soft"> ${t('ops.queued', { time: time(attempt.queued_ms) })}</span>`
      : nothing}</td>
    <td class="ops-right">${attempt.tokens_per_second > 0 ? i18n.number(attempt.tokens_per_second) : NONE}</td>
    <td class="ops-right" title=${t(attempt.usage_reported ? 'ops.usage.reported' : 'ops.usage.counted')}
      >${attempt.usage_reported ? nothing : '≈ '}${count(attempt.prompt_tokens)} / ${count(attempt.completion_tokens)}</td>
    <td class="ops-right">${money(attempt.cost, currency)}</td>
  </tr>`;
}

function outcome({ outcome: word }) {
  const key = `outcome.${word}`;
  return i18n.has(key) ? t(key) : word;
}
