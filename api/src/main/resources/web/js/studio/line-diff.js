/** Beyond this many cells the middle of two texts is shown as replaced whole, so that a page never stalls. */
const MOST_CELLS = 4_000_000;

/**
 * Two texts side by side: rows of `{kind, left, right}`, where kind is `same`, `changed`, `removed` or `added`, and each
 * side is `{line, text}` or null. Lines that both have in common keep their order (longest common subsequence).
 */
export function lineDiff(before, after) {
  const left = before === '' ? [] : before.split('\n');
  const right = after === '' ? [] : after.split('\n');
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const rows = [];
  const same = (i, j) => rows.push({ kind: 'same', left: at(left, i), right: at(right, j) });
  for (let i = 0; i < start; i++) same(i, i);
  middle(left, right, start, end, rows, same);
  for (let i = end; i > 0; i--) same(left.length - i, right.length - i);
  return rows;
}

const at = (lines, index) => ({ line: index + 1, text: lines[index] });

function middle(left, right, start, end, rows, same) {
  const height = left.length - start - end;
  const width = right.length - start - end;
  let removed = [];
  let added = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      const l = i < removed.length ? at(left, removed[i]) : null;
      const r = i < added.length ? at(right, added[i]) : null;
      rows.push({ kind: l && r ? 'changed' : l ? 'removed' : 'added', left: l, right: r });
    }
    removed = [];
    added = [];
  };
  if (height * width > MOST_CELLS) {
    for (let i = 0; i < height; i++) removed.push(start + i);
    for (let j = 0; j < width; j++) added.push(start + j);
    flush();
    return;
  }
  const row = width + 1;
  const common = new Uint32Array((height + 1) * row);
  for (let i = height - 1; i >= 0; i--) {
    for (let j = width - 1; j >= 0; j--) {
      common[i * row + j] =
        left[start + i] === right[start + j]
          ? common[(i + 1) * row + j + 1] + 1
          : Math.max(common[(i + 1) * row + j], common[i * row + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < height || j < width) {
    if (i < height && j < width && left[start + i] === right[start + j]) {
      flush();
      same(start + i++, start + j++);
    } else if (j >= width || (i < height && common[(i + 1) * row + j] >= common[i * row + j + 1])) {
      removed.push(start + i++);
    } else {
      added.push(start + j++);
    }
  }
  flush();
}

/** The rows with long stretches of sameness folded to `{kind: 'folded', count}`, `around` lines kept at each change. */
export function folded(rows, around = 3) {
  const near = rows.map(() => false);
  rows.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let i = Math.max(0, index - around); i <= Math.min(rows.length - 1, index + around); i++) near[i] = true;
  });
  const shown = [];
  for (let i = 0; i < rows.length; i++) {
    if (near[i]) {
      shown.push(rows[i]);
      continue;
    }
    let count = 0;
    while (i + count < rows.length && !near[i + count]) count++;
    shown.push({ kind: 'folded', count });
    i += count - 1;
  }
  return shown;
}
