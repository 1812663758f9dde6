import { i18n } from '../i18n.js';

/** Where there is nothing to tell. */
export const NONE = '–';

const given = (value) => value !== null && value !== undefined;

/** Milliseconds, from a second on as seconds. */
export function time(ms) {
  if (!given(ms)) return NONE;
  return ms < 1000 ? `${rounded(ms, 0)} ms` : `${rounded(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
}

/** A number with at most so many digits after the point. */
export function rounded(value, digits) {
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: digits }).format(value);
}

export function count(value) {
  return given(value) ? i18n.number(value) : NONE;
}

/** An amount; a single answer costs thousandths of a cent, so the small ones show more digits. */
export function money(value, currency) {
  if (!given(value)) return NONE;
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 6 : 2;
  try {
    return new Intl.NumberFormat(i18n.locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    }).format(value);
  } catch {
    // A currency that the browser does not know.
    return `${i18n.number(value)} ${currency}`;
  }
}

/** The time of day of an instant. */
export function clock(instant) {
  return new Intl.DateTimeFormat(i18n.locale, { timeStyle: 'medium' }).format(new Date(instant));
}
