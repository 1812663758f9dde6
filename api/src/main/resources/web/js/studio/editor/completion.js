import { HELPERS, BLOCK_HELPERS } from './languages.js';
import { inputVariables } from './input-variables.js';

const FRONT_MATTER_KEYS = [
  'name', 'variant', 'version', 'description', 'model', 'config', 'input', 'output', 'tools', 'toolDefs', 'ext',
];
const SPECIALS = ['@index', '@first', '@last', '@key', '@root', '@state', '@auth'];

/**
 * What may be written at the cursor of a `.prompt`: in the front matter its keys, between braces variables of the input
 * schema, helpers, partials, and the block that is to be closed.
 *
 * @param partials names that `{{> }}` may include
 */
export function promptCompletion(partials) {
  return (context) => {
    const text = context.state.doc.toString();
    const before = text.slice(Math.max(0, context.pos - 2_000), context.pos);
    const open = before.lastIndexOf('{{');
    if (open < 0 || before.lastIndexOf('}}') > open) return frontMatterKey(context, text);
    const tag = before.slice(open);
    const word = /[@\w.-]*$/.exec(tag)[0];
    const from = context.pos - word.length;
    const head = tag.slice(0, tag.length - word.length);
    if (/^\{\{\{?~?>\s*$/.test(head)) return { from, options: partials.map((name) => ({ label: name, type: 'partial' })) };
    if (/^\{\{~?\/$/.test(head)) return { from, options: closing(text.slice(0, context.pos)) };
    const variables = flat(inputVariables(text), enclosing(text.slice(0, context.pos - tag.length)));
    if (/^\{\{~?#$/.test(head)) {
      return { from, options: [...BLOCK_HELPERS.map((label) => ({ label, type: 'keyword', boost: 1 })), ...variables] };
    }
    const first = /^\{\{\{?~?[#^&]?\s*$/.test(head) || /\($/.test(head);
    const specials = SPECIALS.map((label) => ({ label, type: 'constant', boost: -1 }));
    const helpers = first ? HELPERS.map((label) => ({ label, type: 'keyword' })) : [];
    if (!word && !context.explicit && !/(\{\{|\s)$/.test(head)) return null;
    return { from, options: [...variables, ...helpers, ...specials], validFor: /^[@\w.-]*$/ };
  };
}

function frontMatterKey(context, text) {
  const line = context.state.doc.lineAt(context.pos);
  const word = /^([\w]*)$/.exec(line.text.slice(0, context.pos - line.from));
  const fences = text.slice(0, context.pos).match(/^---\s*$/gm) ?? [];
  if (!word || fences.length !== 1 || (!word[0] && !context.explicit)) return null;
  return { from: line.from, options: FRONT_MATTER_KEYS.map((label) => ({ label, type: 'property', apply: `${label}: ` })) };
}

/** The open block, innermost first. */
function openBlocks(text) {
  const open = [];
  for (const [, mark, name] of text.matchAll(/\{\{~?([#/^])\s*([\w.-]+)/g)) {
    if (mark === '/') open.pop();
    else open.push(name);
  }
  return open.reverse();
}

const closing = (text) => openBlocks(text).slice(0, 1).map((label) => ({ label, type: 'keyword', apply: `${label}}}` }));

/** The lists and objects that `each` and `with` have entered, innermost first. */
function enclosing(text) {
  const open = [];
  for (const [, mark, name, argument = ''] of text.matchAll(/\{\{~?([#/^])\s*([\w.-]+)(?:\s+([\w.-]+))?/g)) {
    if (mark === '/') open.pop();
    else open.push(['each', 'with'].includes(name) ? argument : '');
  }
  return open.filter(Boolean).reverse();
}

function flat(variables, entered) {
  const option = ({ name, detail }, boost) => ({ label: name, detail, type: 'variable', boost });
  const inner = entered.flatMap((name) => variables.find((variable) => variable.name === name)?.children ?? []);
  return [...inner.map((variable) => option(variable, 3)), ...variables.map((variable) => option(variable, 2))];
}
