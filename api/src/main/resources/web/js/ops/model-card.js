import { html, nothing, svg } from 'lit';
import { i18n, t } from '../i18n.js';
import { clock, count, money, time } from './figures.js';

const sign = (shape) =>
  html`<svg class="ops-sign" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

/** A sign for each state, so that colour is not alone in telling it. */
export const SIGNS = {
  good: sign(svg`<circle cx="12" cy="12" r="9"></circle><path d="M8 12.5l2.8 2.8L16 9.5"></path>`),
  doubt: sign(svg`<path d="M12 3.5l9.2 16.5H2.8z"></path><path d="M12 10v4.5M12 17.4v.1"></path>`),
  bad: sign(svg`<circle cx="12" cy="12" r="9"></circle><path d="M9 9l6 6M15 9l-6 6"></path>`),
  still: sign(svg`<circle cx="12" cy="12" r="9"></circle><path d="M8 12h8"></path>`),
};

const LEVELS = { closed: 'good', half_open: 'doubt', open: 'bad', unknown: 'still' };

/** One model: whether it is asked, what it is doing, and how well it did lately. */
export function modelCard(model, currency, now) {
  const level = LEVELS[model.breaker] ?? 'still';
  return html`<li class="ops-card ops-model" data-testid="ops-model-card" data-model=${model.name} data-level=${level}>
    <h3><span class="ops-name">${model.name}</span>
      <span class="ops-badge" data-testid="breaker" data-state=${model.breaker}>${SIGNS[level]}${t(`breaker.${model.breaker}`)}</span></h3>
    <p class="ops-soft ops-where">${model.endpoint_model} · ${model.origin}${model.tags.map((tag) => html` · ${tag}`)}</p>
    ${model.cools_until && Date.parse(model.cools_until) > Date.parse(now)
      ? html`<p class="ops-cools">${t('ops.model.cools', { time: clock(model.cools_until) })}</p>`
      : nothing}
    <dl class="ops-facts">
      ${fact('ops.model.inFlight', t('ops.model.of', { have: count(model.in_flight), most: count(model.max_concurrent) }))}
      ${fact('ops.model.waiting', t('ops.model.of', { have: count(model.waiting), most: count(model.max_waiting) }))}
      ${fact('ops.model.failures', t('ops.model.of', { have: count(model.failures), most: count(model.calls) }))}
      ${fact('ops.model.median', time(model.first_token_p50_ms))}
      ${fact('ops.model.slow', time(model.first_token_p95_ms))}
      ${fact('ops.model.tokens', count(model.tokens_today))}
      ${fact('ops.model.cost', money(model.cost_today, currency))}
    </dl>
    ${model.last_fault
      ? html`<p class="ops-fault"><span class="ops-soft">${t('ops.model.lastFault')}</span> ${why(model.last_fault_kind, model.last_fault)}</p>`
      : nothing}
  </li>`;
}

/**
 * Why a model failed and what to do about it, in the reader's language, with what exactly came, which may be an endpoint's
 * own words.
 */
export function why(kind, reason) {
  const known = i18n.has(`fault.${kind}`);
  return html`${known ? t(`fault.${kind}`) : nothing} <span class=${known ? 'ops-soft' : ''} lang="en">${reason}</span>`;
}

function fact(key, value) {
  return html`<div><dt>${t(key)}</dt><dd>${value}</dd></div>`;
}
