import { html, nothing } from 'lit';
import { i18n, t } from '../../i18n.js';
import { sentence } from '../findings.js';
import { diffView } from './diff-view.js';

/** What stands above the editor: the file, how it stands, what can be done; and what needs the author's decision. */
export function documentBar(document, { actions = nothing, note = nothing } = {}) {
  const state = document.readOnly ? 'readOnly' : document.saving ? 'saving' : document.conflict ? 'conflict' : document.dirty ? 'dirty' : 'saved';
  return html`<div class="document-bar">
      <h2 class="document-name" data-testid="document-name">${document.name}</h2>
      <span class="document-state" data-state=${state} data-testid="document-state" role="status">${t(`document.${state}`)}</span>
      <div class="document-actions">${actions}
        ${document.readOnly
          ? nothing
          : html`<button class="button small" type="button" data-testid="discard" ?disabled=${!document.dirty || document.saving}
                @click=${() => confirm(t('document.discard.sure')) && document.discard()}>${t('document.discard')}</button>
              <button class="button primary small" type="button" data-testid="save" title=${t('document.save.key')}
                ?disabled=${!document.dirty || document.saving || !!document.conflict}
                @click=${() => document.save()}>${t('document.save')}</button>`}
      </div>
    </div>
    ${document.restored && !document.conflict
      ? html`<p class="bar-note" role="status" data-testid="restored">${t('document.restored', { at: i18n.time(document.restored) })}</p>`
      : nothing}
    ${document.problem
      ? html`<p class="bar-note bad" role="alert" data-testid="document-problem">${problemText(document.problem)}</p>`
      : nothing}
    ${note}`;
}

/** A refusal in one line for the author. */
export function problemText(problem) {
  return problem.status === 0 ? t('problem.offline') : sentence(problem.message, problem.said ?? undefined);
}

/** Both texts when somebody else saved meanwhile; nothing is overwritten until the author decides. */
export function conflictView(document) {
  const theirs = document.conflict.text ?? '';
  return html`<section class="conflict" role="alertdialog" aria-labelledby="conflict-title" data-testid="conflict">
    <h3 id="conflict-title">${t('conflict.title')}</h3>
    <p>${t(document.conflict.text === null || document.conflict.text === undefined ? 'conflict.gone' : 'conflict.body')}</p>
    <div class="conflict-actions">
      <button class="button small" type="button" data-testid="conflict-theirs" @click=${() => document.discard()}>${t('conflict.theirs')}</button>
      <button class="button primary small" type="button" data-testid="conflict-mine" @click=${() => document.keepMine()}>${t('conflict.mine')}</button>
    </div>
    ${diffView(theirs, document.text, [t('conflict.left'), t('conflict.right')])}
  </section>`;
}
