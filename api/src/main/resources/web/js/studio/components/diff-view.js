import { html, nothing } from 'lit';
import { t } from '../../i18n.js';
import { folded, lineDiff } from '../line-diff.js';

/**
 * Two texts side by side, as a table that is read row by row; on narrow screens the sides stand under each other.
 *
 * @param titles of the left and of the right side
 */
export function diffView(left, right, titles) {
  if (left === right) return html`<p class="soft">${t('diff.same')}</p>`;
  const rows = folded(lineDiff(left, right));
  return html`<div class="diff" role="table" aria-label=${`${titles[0]} – ${titles[1]}`} data-testid="diff" tabindex="0">
    <div class="diff-row diff-head" role="row">
      <span role="columnheader">${titles[0]}</span><span role="columnheader">${titles[1]}</span>
    </div>
    ${rows.map((row) =>
      row.kind === 'folded'
        ? html`<div class="diff-fold" role="row"><span role="cell">${t('diff.folded', { count: row.count })}</span></div>`
        : html`<div class="diff-row" role="row" data-kind=${row.kind}>${side(row.left, 'old')}${side(row.right, 'new')}</div>`,
    )}
  </div>`;
}

function side(cell, which) {
  return html`<div class="diff-cell ${which}" role="cell" ?data-empty=${!cell}>
    ${cell ? html`<span class="diff-line">${cell.line}</span><span class="diff-text">${cell.text || ' '}</span>` : nothing}
  </div>`;
}
