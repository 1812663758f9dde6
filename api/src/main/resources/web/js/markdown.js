import DOMPurify from 'dompurify';
import { Marked } from 'marked';

/**
 * The tutor's light Markdown as a fragment that is safe to show: no image (it would fetch), no style,
 * no script, links only to the web and opened apart from this page.
 */
const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    // The tutor writes Markdown. Tags among it are text, and are shown as what they are.
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
  },
});

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
}

const ALLOWED = {
  ALLOWED_TAGS: [
    'p', 'br', 'strong', 'b', 'em', 'i', 'del', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'hr',
    'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const purifier = DOMPurify(window);
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('rel', 'noopener noreferrer nofollow');
  node.setAttribute('target', '_blank');
});

/** Half-written Markdown, as it is while it streams, renders as what it is so far. */
export function renderMarkdown(text) {
  return purifier.sanitize(marked.parse(text), ALLOWED);
}
