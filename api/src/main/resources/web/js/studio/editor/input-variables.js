/**
 * The variables that a prompt's front matter declares under `input: schema:`, with what it says of each, as far as they
 * can be read from a text that is being written: `[{name, detail, children}]`. Never throws.
 */
export function inputVariables(text) {
  const lines = frontMatter(text);
  const input = child(lines, 0, 'input');
  const schema = input && child(lines, input.from, 'schema', input.indent);
  return schema ? fields(lines, schema.from, schema.indent) : [];
}

/** The lines between the first two `---`. */
function frontMatter(text) {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^---\s*$/.test(line));
  if (start < 0 || lines.slice(0, start).some((line) => line.trim() && !line.trim().startsWith('#'))) return [];
  const end = lines.findIndex((line, index) => index > start && /^---\s*$/.test(line));
  return lines.slice(start + 1, end < 0 ? lines.length : end);
}

const indentOf = (line) => line.length - line.trimStart().length;
const blank = (line) => line.trim() === '' || line.trim().startsWith('#');

/** Where the lines below the key `name` begin, when it stands below a key of indent `above`. */
function child(lines, from, name, above = -1) {
  for (let i = from; i < lines.length; i++) {
    if (blank(lines[i])) continue;
    if (indentOf(lines[i]) <= above) return null;
    if (new RegExp(`^\\s*${name}\\s*:`).test(lines[i]) && (above >= 0 || indentOf(lines[i]) === 0)) {
      return { from: i + 1, indent: indentOf(lines[i]) };
    }
  }
  return null;
}

function fields(lines, from, above) {
  const found = [];
  let indent = -1;
  for (let i = from; i < lines.length; i++) {
    if (blank(lines[i])) continue;
    const own = indentOf(lines[i]);
    if (own <= above) break;
    if (indent < 0) indent = own;
    if (own !== indent) continue;
    const field = /^\s*["']?([\w-]+)\??["']?\s*(?:\((\w+)(?:,\s*(.*?))?\))?["']?\s*:\s*(.*)$/.exec(lines[i]);
    if (!field) continue;
    const [, name, kind = '', about = '', value = ''] = field;
    found.push({ name, detail: [kind, about || value.replace(/^["']|["']$/g, '')].filter(Boolean).join(', '), children: fields(lines, i + 1, own) });
  }
  return found;
}
