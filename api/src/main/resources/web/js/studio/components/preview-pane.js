import { html, nothing } from 'lit';
import { i18n, t } from '../../i18n.js';
import { problemText } from './document-bar.js';
import { problemList } from './problem-list.js';

/**
 * What a model would get, as bubbles; and what one answers, when it is tried.
 *
 * @param saving how it stands with writing the sample into its file: null, or `{refusal}` while its name is asked
 * @param setSaving changes that
 */
export function previewPane(store, saving, setSaving) {
  if (store.isSamples) return html`<p class="empty">${t('preview.samples')}</p>`;
  return html`
    <label class="stack">${t('preview.sample')}
      <select data-testid="sample" @change=${(change) => store.useSample(change.target.value)}>
        ${(store.detail?.samples ?? []).map(
          (sample) => html`<option value=${sample.name} ?selected=${sample.name === store.sample}>${sample.name}</option>`,
        )}
        <option value="" ?selected=${store.sample === ''}>${t('preview.own')}</option>
      </select></label>
    <details class="sample-input" data-testid="sample-input"><summary>${t('preview.input')}</summary>
      <textarea rows="8" spellcheck="false" data-testid="sample-text" aria-label=${t('preview.input')} .value=${store.sampleText}
        @input=${(input) => store.editSample(input.target.value)}></textarea>
      ${saving ? sampleName(store, saving, setSaving) : html`<button class="button small" type="button" data-testid="sample-save"
        @click=${() => setSaving({ refusal: '' })}>${t('preview.sample.save')}</button>`}</details>
    ${store.previewProblem
      ? html`<div class="pane-problem" role="status" data-testid="preview-problem"><p>${problemText(store.previewProblem)}</p>
          ${store.previewProblem.findings.length ? problemList(store.previewProblem.findings, () => {}, true) : nothing}</div>`
      : nothing}
    ${store.preview ? bubbles(store) : nothing}
    ${trial(store)}
  `;
}

/** Asks under which name the sample is kept; one that is there is replaced. */
function sampleName(store, saving, setSaving) {
  const save = async (submit) => {
    submit.preventDefault();
    try {
      await store.saveSample(new FormData(submit.target).get('name').trim());
      setSaving(null);
    } catch (problem) {
      setSaving({ refusal: problemText(problem) });
    }
  };
  return html`<form class="ask" @submit=${save} @keydown=${(key) => key.key === 'Escape' && setSaving(null)}>
    <label>${t('preview.sample.name')}
      <input name="name" required maxlength="100" autocomplete="off" data-testid="sample-name" .value=${store.sample}></label>
    ${saving.refusal ? html`<p class="bad" role="alert" data-testid="sample-refused">${saving.refusal}</p>` : nothing}
    <div class="ask-buttons">
      <button class="button small" type="button" @click=${() => setSaving(null)}>${t('ask.cancel')}</button>
      <button class="button primary small" data-testid="sample-ok">${t('document.save')}</button>
    </div>
  </form>`;
}

function bubbles({ preview, previewProblem }) {
  return html`<p class="soft small-text" data-testid="tokens">${t(preview.counted ? 'preview.tokens' : 'preview.tokens.about', {
      tokens: i18n.number(preview.tokens),
    })}</p>
    <ol class="bubbles" data-testid="preview" ?data-stale=${!!previewProblem} aria-label=${t('preview.title')}>${preview.messages.map(
      (message) => html`<li class="bubble-row" data-role=${message.role}>
        <span class="bubble-role">${t(`role.${message.role}`)}</span>
        <div class="bubble-text">${trimmed(message.segments).map(segment)}</div></li>`,
    )}</ol>`;
}

/** Blank lines around a message are no part of how it reads. */
function trimmed(segments) {
  return segments.map((part, index) => {
    let { text } = part;
    if (index === 0) text = text.trimStart();
    if (index === segments.length - 1) text = text.trimEnd();
    return { ...part, text };
  });
}

function segment({ kind, text }) {
  if (kind === 'learner') return html`<span class="fence" title=${t('preview.fence')}><span class="hidden">${t('preview.fence')}: </span>${text}</span>`;
  if (kind === 'author') return text;
  return html`<span class="tag">${kind}: ${text}</span>`;
}

function trial(store) {
  const { trial: it, model } = store;
  return html`<section class="trial" aria-labelledby="trial-title">
    <div class="below-head"><h3 id="trial-title">${t('try.title')}</h3>
      ${it?.running
        ? html`<button class="button small" type="button" data-testid="try-stop" @click=${() => store.stopTrial()}>${t('try.stop')}</button>`
        : html`<button class="button small" type="button" data-testid="try" ?disabled=${!model || !!store.previewProblem}
            @click=${() => store.try()}>${t('try.start')}</button>`}</div>
    ${model ? nothing : html`<p class="soft small-text" data-testid="try-none">${t('try.none')}</p>`}
    ${it
      ? html`<div class="trial-text" aria-live="polite" data-testid="trial">${it.text}${it.running ? html`<span class="caret"></span>` : nothing}</div>
          <p class="soft small-text">${ending(it)}</p>`
      : nothing}
  </section>`;
}

function ending({ end, problem, stopped, running }) {
  if (running) return t('try.running');
  if (stopped) return t('try.stopped');
  if (problem) return problemText(problem);
  if (end?.type === 'failed') return t('try.failed', { model: end.model, reason: end.text });
  if (!end) return nothing;
  return end.answer_tokens === undefined || end.answer_tokens === null
    ? t('try.done', { model: end.model })
    : t('try.done.tokens', { model: end.model, prompt: i18n.number(end.prompt_tokens), answer: i18n.number(end.answer_tokens) });
}
