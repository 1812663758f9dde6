import { svg, html } from 'lit';

const icon = (shape) =>
  html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

export const icons = {
  microphone: icon(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`),
  microphoneOff: icon(svg`<path d="M9 9v2a3 3 0 0 0 4.6 2.54M15 11V6a3 3 0 0 0-5.8-1.06M5.5 11.5a6.5 6.5 0 0 0 9.8 5.6M18.5 11.5a6.5 6.5 0 0 1-.6 2.7M12 18v3M4 3l16 18"/>`),
  send: icon(svg`<path d="M12 19V5M6 11l6-6 6 6"/>`),
  stop: icon(svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  sun: icon(svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"/>`),
  moon: icon(svg`<path d="M20 14.2A8 8 0 1 1 9.8 4a6.5 6.5 0 0 0 10.2 10.2z"/>`),
  globe: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5S9.6 5.8 12 3.5z"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  path: icon(svg`<circle cx="6" cy="18" r="2.2"/><circle cx="18" cy="6" r="2.2"/><path d="M8.2 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.8"/>`),
  down: icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`),
  speaker: icon(svg`<path d="M4 10v4h3.5L12 18V6L7.5 10zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>`),
  speakerOff: icon(svg`<path d="M4 10v4h3.5L12 18V6L7.5 10zM16 9.5l5 5M21 9.5l-5 5"/>`),
};

/** Two speech bubbles that share a side: the mark of Parley. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect class="mark-ground" width="32" height="32" rx="9"/>
  <path class="mark-front" d="M7 9.5A2.5 2.5 0 0 1 9.5 7h9a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-2.5 2.5H13l-3.6 3v-3A2.4 2.4 0 0 1 7 14.6z"/>
  <path class="mark-back" d="M23.2 12.6A2.5 2.5 0 0 1 25 15v5.2a2.4 2.4 0 0 1-2.4 2.4v2.9l-3.5-2.9h-4.6a2.5 2.5 0 0 1-2.3-1.6l1.6-1.3h5.4a4 4 0 0 0 4-4z"/>
</svg>`;
