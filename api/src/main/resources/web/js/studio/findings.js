import { i18n } from '../i18n.js';
import { findings as zhCN } from './findings.zh-CN.js';

/** The sentences of findings by locale; English is how the server tells them. */
const SENTENCES = { 'zh-CN': zhCN };

/**
 * A sentence of a finding in the reader's language, or in English where it is not translated.
 *
 * @param english how the server tells it
 * @param sentence `{pattern, values}`; a translation takes its values in turn at `{}`, or by number at `{0}`
 */
export function sentence(english, { pattern, values = [] } = {}) {
  const sentences = SENTENCES[i18n.locale] ?? {};
  const translated = sentences[pattern];
  if (translated === undefined) return english;
  let next = 0;
  return translated.replace(/\{(\d*)\}/g, (place, number) => {
    const value = values[number === '' ? next++ : Number(number)] ?? place;
    // What kind of thing a value is, such as "a list", is said in words, too.
    return sentences[value] ?? value;
  });
}
