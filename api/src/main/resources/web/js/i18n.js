import { messages as en } from './messages.en.js';
import { messages as zhCN } from './messages.zh-CN.js';
import { remember, remembered } from './preferences.js';

const CATALOGUES = { en: { ...en }, 'zh-CN': { ...zhCN } };

/** The languages of the interface, each by its own name. */
export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'zh-CN', name: '简体中文' },
];

/** The language that suits this browser: the first of its preferred ones that we have. */
export function preferredLocale(tags) {
  for (const tag of tags) {
    if (CATALOGUES[tag]) return tag;
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'zh') return 'zh-CN';
    if (language === 'en') return 'en';
  }
  return 'en';
}

class Internationalisation extends EventTarget {
  #locale;
  #title = 'app.title';

  constructor() {
    super();
    const chosen = remembered('locale', '');
    this.#locale = CATALOGUES[chosen] ? chosen : preferredLocale(navigator.languages ?? [navigator.language]);
    this.#dress();
  }

  get locale() {
    return this.#locale;
  }

  set locale(tag) {
    if (!CATALOGUES[tag] || tag === this.#locale) return;
    this.#locale = tag;
    remember('locale', tag);
    this.#dress();
    this.dispatchEvent(new Event('change'));
  }

  has(key) {
    return key in CATALOGUES.en;
  }

  /** Adds another page's messages, by locale, and names the message of its title. */
  extend(catalogues, title) {
    for (const [tag, messages] of Object.entries(catalogues)) Object.assign(CATALOGUES[tag], messages);
    this.#title = title;
    this.#dress();
  }

  /** The message of a key in the current language, its `{name}` places filled from `values`. */
  text(key, values = {}) {
    const message = CATALOGUES[this.#locale][key] ?? CATALOGUES.en[key] ?? key;
    return message.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  }

  number(value) {
    return new Intl.NumberFormat(this.#locale).format(value);
  }

  /** A share of 1 as a whole percentage. */
  percent(share) {
    return new Intl.NumberFormat(this.#locale, { style: 'percent' }).format(share);
  }

  /** The day of an instant, as the reader counts days. */
  day(instant) {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium' }).format(new Date(instant));
  }

  /** Day and time of an instant. */
  time(instant) {
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  }

  get listSeparator() {
    return this.#locale.startsWith('zh') ? '、' : ', ';
  }

  /** The text of a value that is a string or a map from locale to string, as the server may send. */
  localized(value) {
    if (value === null || value === undefined || typeof value === 'string') return value ?? '';
    return value[this.#locale] ?? value[this.#locale.split('-')[0]] ?? value.en ?? '';
  }

  #dress() {
    document.documentElement.lang = this.#locale;
    document.title = this.text(this.#title);
  }
}

export const i18n = new Internationalisation();
export const t = (key, values) => i18n.text(key, values);
