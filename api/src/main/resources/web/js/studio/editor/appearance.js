import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the page's own colours, which follow its theme by themselves. */
const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: 'var(--text-code)' },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': { content: '""', position: 'absolute', inset: '0', zIndex: '300', border: '2px solid var(--accent)', pointerEvents: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', scrollbarWidth: 'thin' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '0.5rem 0 2rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection':
    { backgroundColor: 'var(--code-selection)' },
  '.cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-soft)', border: 'none', paddingLeft: '0.25rem' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)', fontWeight: '600' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--surface-sunk)', border: 'none', color: 'var(--ink-soft)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-wash)', outline: '1px solid var(--accent)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--danger)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-wash)' },
  '.cm-searchMatch': { backgroundColor: 'var(--spoken)', outline: 'none' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--warn)' },
  // The editor's own marks are pictures in data: addresses, which the page's security policy refuses.
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--danger) 1.5px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn) 1.5px', textUnderlineOffset: '3px' },
  '.cm-lintRange-active': { backgroundColor: 'var(--warn-wash)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--danger)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--warn)' },
  '.cm-gutter-lint': { width: '1rem' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0.35em 0.15rem 0' },
  '.cm-lint-marker': { width: '0.7em', height: '0.7em', content: 'normal', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: 'var(--danger)' },
  '.cm-lint-marker-warning': { content: 'normal', backgroundColor: 'var(--warn)', borderRadius: '2px', rotate: '45deg' },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
    fontSize: 'var(--text-s)',
    maxWidth: 'min(34rem, 90vw)',
    overflow: 'hidden',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '14rem' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75', fontFamily: 'var(--sans)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionInfo': { padding: '0.4rem 0.6rem', fontFamily: 'var(--sans)' },
  '.cm-diagnostic': { padding: '0.4rem 0.7rem', fontFamily: 'var(--sans)', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--danger)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--warn)' },
  '.cm-panels': { backgroundColor: 'var(--surface-sunk)', color: 'var(--ink)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel button, .cm-panel .cm-button': {
    backgroundImage: 'none', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius-s)', color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
  },
  '.cm-panel button[name=close]': { border: 'none', backgroundColor: 'transparent', fontSize: '1.25rem' },
  '.cm-panel.cm-search label': { fontSize: 'var(--text-s)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-strong)', borderRadius: '4px' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--accent-wash)', color: 'var(--ink)' },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: tags.meta, color: 'var(--code-comment)', fontWeight: '700' },
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: [tags.number, tags.atom], color: 'var(--code-number)' },
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: tags.variableName, color: 'var(--code-variable)' },
  { tag: tags.special(tags.variableName), color: 'var(--code-number)' },
  { tag: tags.macroName, color: 'var(--code-key)', fontWeight: '600' },
  { tag: tags.attributeName, color: 'var(--code-key)' },
  { tag: [tags.bracket, tags.operator, tags.punctuation], color: 'var(--code-comment)' },
]);

export const appearance = [theme, syntaxHighlighting(colours)];

/** The editor's own words in Chinese; in English it has its own. */
export const PHRASES = {
  'zh-CN': {
    Find: '查找', Replace: '替换', next: '下一个', previous: '上一个', all: '全部', 'match case': '区分大小写',
    regexp: '正则表达式', 'by word': '全词匹配', replace: '替换', 'replace all': '全部替换', close: '关闭',
    'Go to line': '跳转到行', go: '跳转', Diagnostics: '问题', 'No diagnostics': '没有问题', 'Fold line': '折叠',
    'Unfold line': '展开', 'folded code': '已折叠', unfold: '展开', to: '至', 'current match': '当前匹配', 'on line': '所在行',
    'replaced match on line $': '已替换第 $ 行的匹配', 'replaced $ matches': '已替换 $ 处', Completions: '补全',
    'Control character': '控制字符', 'Selection deleted': '已删除所选内容',
  },
};
