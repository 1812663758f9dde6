import { html, svg } from 'lit';
import { i18n, t } from '../i18n.js';
import { rounded, time } from './figures.js';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 48;
const TOP = 22;

/** A round number at or above `value`, in steps that divide well. */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
}

/** How many first words came within each span of time, as bars; the same numbers as a table for who can't see them. */
export function firstTokenChart(bounds, counts) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const labels = counts.map((_, index) => label(bounds, index));
  return html`
    <svg class="ops-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false" data-testid="histogram">
      ${axis(counts)} ${counts.map((count, index) => bar(bounds, counts, labels, total, index))}
      <text class="ops-tick" x=${(LEFT + WIDTH) / 2} y=${HEIGHT - 8} text-anchor="middle">${t('ops.firstToken.axis')}</text>
    </svg>
    <table class="hidden">
      <caption>${t('ops.firstToken')}</caption>
      <thead><tr><th scope="col">${t('ops.firstToken.within')}</th><th scope="col">${t('ops.firstToken.answers')}</th></tr></thead>
      <tbody>${counts.map((count, index) => html`<tr><th scope="row">${labels[index]}</th><td>${i18n.number(count)}</td></tr>`)}</tbody>
    </table>`;
}

function label(bounds, index) {
  return index < bounds.length
    ? t('ops.firstToken.upTo', { time: time(bounds[index]) })
    : t('ops.firstToken.over', { time: time(bounds[bounds.length - 1]) });
}

/** Room for a few signs only: seconds, which the line below says. */
function short(bounds, index) {
  const last = bounds.length - 1;
  return index > last ? `> ${rounded(bounds[last] / 1000, 2)}` : rounded(bounds[index] / 1000, 2);
}

function axis(counts) {
  const top = roundUp(Math.max(...counts));
  const ticks = top < 4 ? [top] : [top / 2, top];
  const base = HEIGHT - BOTTOM;
  return svg`<line class="ops-axis" x1=${LEFT} x2=${WIDTH} y1=${base} y2=${base}></line>
    ${ticks.map((tick) => {
      const y = base - ((base - TOP) * tick) / top;
      return svg`<line class="ops-grid" x1=${LEFT} x2=${WIDTH} y1=${y} y2=${y}></line>
        <text class="ops-tick" x=${LEFT - 8} y=${y + 4} text-anchor="end">${i18n.number(tick)}</text>`;
    })}`;
}

function bar(bounds, counts, labels, total, index) {
  const step = (WIDTH - LEFT) / counts.length;
  const base = HEIGHT - BOTTOM;
  const height = ((base - TOP) * counts[index]) / roundUp(Math.max(...counts));
  const x = LEFT + step * index;
  const share = total > 0 ? i18n.percent(counts[index] / total) : '';
  return svg`<g class="ops-bar">
      <rect class="ops-bar-ground" x=${x} y=${TOP} width=${step} height=${base - TOP}></rect>
      <rect class="ops-bar-value" x=${x + 4} y=${base - height} width=${step - 8} height=${height} rx="3"></rect>
      ${counts[index] > 0
        ? svg`<text class="ops-bar-count" x=${x + step / 2} y=${base - height - 6} text-anchor="middle">${i18n.number(counts[index])}</text>`
        : ''}
      <text class="ops-tick" x=${x + step / 2} y=${base + 19} text-anchor="middle">${short(bounds, index)}</text>
      <title>${labels[index]}: ${i18n.number(counts[index])} ${share}</title>
    </g>`;
}
