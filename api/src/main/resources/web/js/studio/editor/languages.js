import { StreamLanguage } from '@codemirror/language';

/** The helpers that every prompt may use; the names in `{{ }}` that are no variables. */
export const HELPERS = [
  'role', 'history', 'media', 'section', 'json', 'learner', 'ifEquals', 'unlessEquals', 'if', 'unless', 'each', 'with', 'lookup',
];

/** Those of them that open a block. */
export const BLOCK_HELPERS = ['if', 'unless', 'each', 'with', 'ifEquals', 'unlessEquals'];

/** One token of YAML, as much as highlighting needs. */
function yamlToken(stream, state) {
  if (stream.sol()) {
    const indent = stream.indentation();
    if (state.block !== null) {
      if (stream.string.trim() === '' || indent > state.block) {
        stream.skipToEnd();
        return 'string';
      }
      state.block = null;
    }
    state.indent = indent;
    state.value = false;
  }
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return 'comment';
  if (stream.match(/^---|^\.\.\./)) return 'meta';
  if (stream.match(/^-(?=\s|$)/)) return 'punctuation';
  if (!state.value && stream.match(/^(?:"[^"]*"|'[^']*'|[^\s:#{}[\],"'][^:#{}[\]]*?)(?=:(?:\s|$))/)) return 'propertyName';
  if (stream.match(/^[{},[\]]/)) {
    const mark = stream.current();
    if (mark === '{' || mark === '[') state.flow++;
    else if (mark !== ',') state.flow = Math.max(0, state.flow - 1);
    state.value = false;
    return 'punctuation';
  }
  if (stream.match(/^:(?=\s|$)/)) {
    state.value = true;
    return 'punctuation';
  }
  if (stream.match(/^[|>][+-]?\d?\s*$/)) {
    state.block = state.indent;
    return 'punctuation';
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^']|'')*'?/)) return 'string';
  // A plain text reaches to the end of the line, or of its place in a list in brackets; only a whole one is a number.
  if (stream.match(/^-?\d+(?:\.\d+)?(?=\s*(?:[,}\]]|#|$))/)) return 'number';
  if (stream.match(/^(?:true|false|null|~)(?=\s*(?:[,}\]]|#|$))/)) return 'atom';
  if (!stream.match(state.flow ? /^[^,{}[\]#]+?(?=\s*(?:[,{}[\]]|:\s|#|$))/ : /^.+?(?=\s+#|\s*$)/)) stream.next();
  return 'string';
}

const yamlStart = () => ({ block: null, indent: 0, value: false, flow: 0 });

/** YAML, for courses and sample inputs. */
export const yaml = StreamLanguage.define({
  name: 'yaml',
  startState: yamlStart,
  copyState: (state) => ({ ...state }),
  token: yamlToken,
  languageData: { commentTokens: { line: '#' } },
});

/** One token between `{{` and `}}`. */
function tagToken(stream, state) {
  if (stream.match(/^~?\}\}\}?/)) {
    state.tag = null;
    return 'bracket';
  }
  if (stream.eatSpace()) return null;
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return 'string';
  if (stream.match(/^-?\d+(?:\.\d+)?(?![\w.])/)) return 'number';
  if (stream.match(/^(?:true|false|null|undefined)(?![\w.-])/)) return 'atom';
  if (stream.match(/^@[\w.]+/)) return 'special';
  if (stream.match(/^[\w-]+(?==)/)) return 'attributeName';
  const first = state.tag === 'first';
  if (stream.match(/^[\w][\w./-]*/)) {
    const word = stream.current();
    state.tag = 'rest';
    if (state.partial) {
      state.partial = false;
      return 'macroName';
    }
    if (word === 'else' || word === 'as' || (word === 'this' && !first)) return 'keyword';
    return first && HELPERS.includes(word) ? 'keyword' : HELPERS.includes(word) && state.block ? 'keyword' : 'variableName';
  }
  if (stream.match(/^[()]/)) {
    state.tag = stream.current() === '(' ? 'first' : 'rest';
    return 'bracket';
  }
  stream.next();
  return 'operator';
}

/** Text of the body, up to the next tag. */
function bodyToken(stream, state) {
  if (state.comment) {
    if (stream.match(state.comment === '--' ? /^.*?--~?\}\}/ : /^.*?\}\}/)) state.comment = null;
    else stream.skipToEnd();
    return 'comment';
  }
  if (state.tag) return tagToken(stream, state);
  if (stream.match(/^\{\{~?!--/)) {
    state.comment = '--';
    return 'comment';
  }
  if (stream.match(/^\{\{~?!/)) {
    state.comment = '!';
    return 'comment';
  }
  if (stream.match(/^\{\{\{?~?[#/^>&]?/)) {
    const open = stream.current();
    state.tag = 'first';
    state.partial = open.endsWith('>');
    state.block = /[#/^]$/.test(open);
    return 'bracket';
  }
  if (!stream.match(/^[^{\\]+/)) {
    if (!stream.match(/^\\\{\{/)) stream.next();
  }
  return null;
}

/** A `.prompt` file: an optional licence header, YAML front matter between `---`, and a Handlebars body. */
export const dotprompt = StreamLanguage.define({
  name: 'dotprompt',
  startState: () => ({ part: 'before', yaml: yamlStart(), tag: null, comment: null, partial: false, block: false }),
  copyState: (state) => ({ ...state, yaml: { ...state.yaml } }),
  token(stream, state) {
    if (state.part !== 'body' && stream.sol() && stream.match(/^---\s*$/)) {
      state.part = state.part === 'before' ? 'front' : 'body';
      return 'meta';
    }
    if (state.part === 'front') return yamlToken(stream, state.yaml);
    if (state.part === 'before') {
      if (stream.match(/^\s*#.*/)) return 'comment';
      if (stream.string.trim() === '') {
        stream.skipToEnd();
        return null;
      }
      state.part = 'body';
    }
    return bodyToken(stream, state);
  },
  languageData: { commentTokens: { block: { open: '{{!--', close: '--}}' } }, closeBrackets: { brackets: ['(', '[', '{', '"'] } },
});
