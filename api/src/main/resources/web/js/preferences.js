/** What the page remembers between visits. Works, forgetfully, where storage is switched off. */
const PREFIX = 'parley.';

export function remembered(name, fallback) {
  try {
    return localStorage.getItem(PREFIX + name) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is full or switched off; the choice then lasts as long as the page.
  }
}
