import { html, nothing } from 'lit';
import { t } from '../../i18n.js';
import { sentence } from '../findings.js';

/**
 * Findings as a list of buttons that jump to their place.
 *
 * @param findings as the server tells them
 * @param go called with a finding
 * @param withFile whether the file's name is told, for findings of several files
 */
export function problemList(findings, go, withFile = false) {
  return html`<ul class="problems" data-testid="problems">
    ${findings.map(
      (finding) => html`<li><button type="button" class="problem" data-severity=${finding.severity} data-testid="problem"
        @click=${() => go(finding)}>
        <span class="problem-mark" aria-hidden="true"></span><span class="hidden">${t(`problem.${finding.severity}`)}</span>
        <span class="problem-place">${withFile && finding.file ? `${finding.file}:` : ''}${finding.line || '–'}${finding.column
          ? `:${finding.column}`
          : ''}</span>
        <span class="problem-text">${finding.field ? html`<code>${finding.field}</code> ` : nothing}${sentence(finding.message, finding.said)}${finding.hint
          ? html`<span class="problem-hint"> ${sentence(finding.hint, finding.advice)}</span>`
          : nothing}</span>
        ${finding.code ? html`<code class="problem-code">${finding.code}</code>` : nothing}
      </button></li>`,
    )}
  </ul>`;
}

/** How many errors and warnings there are, in words. */
export function problemCount(findings) {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return t('problem.none');
  return [errors && t('problem.errors', { count: errors }), warnings && t('problem.warnings', { count: warnings })]
    .filter(Boolean)
    .join(' · ');
}
