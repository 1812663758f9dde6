import { LitElement } from 'lit';
import { i18n } from '../i18n.js';

/**
 * A component that shows the session and is drawn anew when it or the language changes.
 *
 * It renders into the page itself, not into a shadow tree: labels may point across components, one set
 * of style sheets dresses all, and tests and assistive technology meet plain HTML.
 */
export class SessionView extends LitElement {
  static properties = { session: { attribute: false } };

  #refresh = () => this.requestUpdate();
  #watched = null;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    i18n.addEventListener('change', this.#refresh);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    i18n.removeEventListener('change', this.#refresh);
    this.#watch(null);
  }

  willUpdate() {
    if (this.#watched !== this.session) this.#watch(this.session);
  }

  /** Called with the new session, and the one before it; for listeners of its finer events. */
  sessionChanged(_session, _before) {}

  #watch(session) {
    const before = this.#watched;
    before?.removeEventListener('change', this.#refresh);
    session?.addEventListener('change', this.#refresh);
    this.#watched = session;
    this.sessionChanged(session, before);
  }
}
