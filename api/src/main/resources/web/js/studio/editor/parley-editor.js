import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
} from '@codemirror/view';
import { i18n } from '../../i18n.js';
import { sentence } from '../findings.js';
import { appearance, PHRASES } from './appearance.js';
import { dotprompt, yaml } from './languages.js';

const LANGUAGES = { prompt: [dotprompt], yaml: [yaml], text: [] };

/**
 * The code editor as an element. CodeMirror lives in its shadow tree: there it dresses itself by an adopted style sheet,
 * which the page's security policy allows, where it would otherwise write a style element, which it does not.
 *
 * Tab leaves the editor, as everywhere on the page; Ctrl+] and Ctrl+[ indent. Fires `edit` with the text, `save`, `run`.
 */
export class ParleyEditor extends HTMLElement {
  #view = null;
  #quiet = false;

  constructor() {
    super();
    this.attachShadow({ mode: 'open', delegatesFocus: true });
  }

  connectedCallback() {
    if (this.#view) return;
    this.#view = new EditorView({ parent: this.shadowRoot, root: this.shadowRoot, state: this.#state({ text: '' }) });
  }

  disconnectedCallback() {
    this.#view?.destroy();
    this.#view = null;
  }

  /** Shows a text; its history of undoing begins here. `complete` is a source of completions. */
  show(what) {
    this.connectedCallback();
    this.#view.setState(this.#state(what));
  }

  #state({ text, language = 'text', readOnly = false, label = '', complete = null }) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(), foldGutter(), drawSelection(),
        indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(), highlightSelectionMatches(), search(),
        lintGutter(), indentUnit.of('  '), EditorState.tabSize.of(2), EditorState.phrases.of(PHRASES[i18n.locale] ?? {}),
        keymap.of([
          { key: 'Mod-s', preventDefault: true, run: () => this.#tell('save') },
          { key: 'Mod-Enter', preventDefault: true, run: () => this.#tell('run') },
          { key: 'Mod-]', run: indentMore },
          { key: 'Mod-[', run: indentLess },
          ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
          ...completionKeymap, ...lintKeymap,
        ]),
        autocompletion(complete ? { override: [complete], icons: false } : { override: [] }),
        LANGUAGES[language] ?? [],
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': String(readOnly), spellcheck: 'false' }),
        appearance,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !this.#quiet) {
            this.dispatchEvent(new CustomEvent('edit', { detail: update.state.doc.toString() }));
          }
        }),
      ],
    });
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
    return true;
  }

  get text() {
    return this.#view?.state.doc.toString() ?? '';
  }

  /** Replaces the text where it differs, so that undo brings the old one back. Fires nothing. */
  replace(text) {
    if (!this.#view || this.text === text) return;
    this.#quiet = true;
    try {
      this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    } finally {
      this.#quiet = false;
    }
  }

  /** Marks the places of findings: line from 1, column from 1 in code points, 0 for the whole line or file. */
  mark(findings) {
    if (!this.#view) return;
    const { doc } = this.#view.state;
    const diagnostics = findings.map((finding) => ({
      ...range(doc, finding.line, finding.column),
      severity: finding.severity === 'error' ? 'error' : 'warning',
      message: [sentence(finding.message, finding.said), finding.hint && sentence(finding.hint, finding.advice)].filter(Boolean).join(' – '),
      source: finding.code || undefined,
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics.sort((a, b) => a.from - b.from)));
  }

  /** Moves to a place and takes the focus. */
  goTo(line, column) {
    if (!this.#view) return;
    const { from } = range(this.#view.state.doc, line, column);
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    this.#view.focus();
  }

  focus() {
    this.#view?.focus();
  }
}

function range(doc, lineNumber, column) {
  const line = doc.line(Math.min(Math.max(1, lineNumber), doc.lines));
  if (lineNumber < 1) return { from: 0, to: doc.line(1).to };
  if (column < 1) return { from: line.from + (/^\s*/.exec(line.text)[0].length % (line.length + 1)), to: line.to };
  // Columns count code points, the editor counts UTF-16 units.
  const start = [...line.text].slice(0, column - 1).join('').length;
  const word = /^(?:\{\{[^}]*\}\}|[\w.@$?-]+|.)/u.exec(line.text.slice(start))?.[0] ?? '';
  const from = Math.min(line.from + start, line.to);
  return { from, to: Math.min(line.to, from + Math.max(word.length, 1)) };
}

customElements.define('parley-editor', ParleyEditor);
