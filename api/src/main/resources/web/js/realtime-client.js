/**
 * The page's end of `/v1/realtime`: one WebSocket that mends itself, and an outbox of learner
 * messages that are each stored exactly once.
 *
 * A message stays in the outbox until the server acknowledges it, and is sent again, under the same
 * item id, after every reconnection; the server stores an id once. All other events are of the
 * moment and are dropped while there is no connection.
 *
 * Events: `state` (see `state`), `event` (detail: one server event), `lost` (the connection went),
 * `outbox` (an acknowledgement or a refusal changed it), `settled` (detail `{resent}`: the history is
 * known and the outbox was sent), `refused` (detail: a message that the server will not take), `toobig`.
 */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A server that has not greeted, or not acknowledged, within this time is taken for dead. */
const PATIENCE_MS = 10_000;
/** How long to wait for a history that the server may have to send before we take it for empty. */
const HISTORY_GRACE_MS = 300;
/** Eight seconds of speech at 16 kHz; more waiting than that means that the link cannot carry it. */
const MOST_BUFFERED_BYTES = 256 * 1024;
const OUTBOX_LIMIT = 20;
/** A message that a living server leaves unanswered this often is given up, or it would block all others. */
const MOST_UNANSWERED = 3;
const OUTBOX_KEY = 'parley.outbox';

const CLOSE_NOT_ALLOWED = 1008;
const CLOSE_TOO_BIG = 1009;
const CLOSE_SUPERSEDED = 4001;
const CLOSE_UNRESPONSIVE = 4000;

export class RealtimeClient extends EventTarget {
  #socket = null;
  #state = 'idle';
  #attempts = 0;
  #retryTimer = 0;
  #patienceTimer = 0;
  #graceTimer = 0;
  #settled = false;
  #historySeen = false;
  #nextConversation = 'current';
  #course = '';
  #outbox = loadOutbox();
  #sessionOf;

  /** @param sessionOf gives the `session` object to ask the server for, read anew at each connection */
  constructor(sessionOf) {
    super();
    this.#sessionOf = sessionOf;
    window.addEventListener('online', () => {
      if (this.#state === 'waiting') this.connect();
    });
  }

  /** `idle`, `connecting`, `open`, `waiting` (to try again), `superseded` or `refused`. */
  get state() {
    return this.#state;
  }

  /** Learner messages not yet acknowledged, oldest first: `{id, text}`. */
  get outbox() {
    return this.#outbox;
  }

  get outboxFull() {
    return this.#outbox.length >= OUTBOX_LIMIT;
  }

  /** Opens the connection at once, whatever went before. */
  connect() {
    this.#drop();
    this.#enter('connecting');
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(
      `${scheme}//${location.host}/v1/realtime?${new URLSearchParams({
        model: 'parley',
        conversation: this.#nextConversation,
        ...(this.#course && { course: this.#course }),
      })}`,
    );
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#settled = false;
    this.#historySeen = false;
    this.#awaitLife();
    socket.onmessage = (message) => {
      if (socket === this.#socket && typeof message.data === 'string') this.#receive(message.data);
    };
    socket.onclose = (close) => {
      if (socket === this.#socket) this.#closed(close.code);
    };
  }

  /** The course that connections from now on are about; empty for the server's usual one. */
  set course(id) {
    this.#course = id;
  }

  /** Goes over to the last conversation on another course; unacknowledged messages are dropped. */
  changeCourse(id) {
    this.#course = id;
    this.#outbox = [];
    this.#storeOutbox();
    this.#nextConversation = 'current';
    this.#attempts = 0;
    this.connect();
  }

  /** Leaves the present conversation and opens a new one; unacknowledged messages are dropped. */
  startNewConversation() {
    this.#outbox = [];
    this.#storeOutbox();
    this.#nextConversation = 'new';
    this.#attempts = 0;
    this.connect();
  }

  /** Puts a learner message in the outbox, sends it when it can be sent, and returns its item id. */
  sendMessage(text) {
    if (this.outboxFull) throw new Error('The outbox is full');
    const message = { id: newId('item'), text };
    this.#outbox = [...this.#outbox, message];
    this.#storeOutbox();
    if (this.#settled) {
      this.#sendItem(message);
      this.send({ type: 'response.create' });
    }
    return message.id;
  }

  /** Sends an event of the moment; false when there is no connection to send it on. */
  send(event) {
    if (this.#state !== 'open' || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ event_id: newId('event'), ...event }));
    return true;
  }

  /** Sends one frame of raw PCM16; false when it was dropped because the link is gone or clogged. */
  sendAudio(buffer) {
    const socket = this.#socket;
    if (this.#state !== 'open' || socket?.readyState !== WebSocket.OPEN) return false;
    if (socket.bufferedAmount > MOST_BUFFERED_BYTES) return false;
    socket.send(buffer);
    return true;
  }

  #receive(data) {
    let event;
    try {
      event = JSON.parse(data);
    } catch {
      return;
    }
    if (typeof event?.type !== 'string') return;
    if (event.type === 'session.created') {
      clearTimeout(this.#patienceTimer);
      this.#attempts = 0;
      this.#nextConversation = 'current';
      this.#enter('open');
      this.send({ type: 'session.update', session: this.#sessionOf() });
    } else if (event.type === 'parley.history') {
      this.#historySeen = true;
      for (const item of event.items ?? []) this.#acknowledge(item.id);
    } else if (event.type === 'conversation.item.added' || event.type === 'conversation.item.done') {
      this.#acknowledge(event.item?.id);
    } else if (event.type === 'error') {
      this.#refuse(event.error?.event_id);
    }
    this.dispatchEvent(new CustomEvent('event', { detail: event }));
    if (event.type === 'session.updated' || (event.type === 'error' && !this.#settled)) {
      if (this.#historySeen) this.#settle();
      else this.#graceTimer = setTimeout(() => this.#settle(), HISTORY_GRACE_MS);
    } else if (event.type === 'parley.history' && this.#graceTimer) {
      this.#settle();
    }
  }

  /** From here on the server's view of the conversation is known, and the outbox may follow it. */
  #settle() {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = 0;
    if (this.#settled || this.#state !== 'open') return;
    this.#settled = true;
    for (const message of this.#outbox) this.#sendItem(message);
    this.dispatchEvent(new CustomEvent('settled', { detail: { resent: this.#outbox.length } }));
  }

  #sendItem({ id, text }) {
    this.send({
      type: 'conversation.item.create',
      event_id: `create_${id}`,
      item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
    });
    this.#awaitLife();
  }

  #acknowledge(id) {
    if (!this.#outbox.some((message) => message.id === id)) return;
    this.#take(id);
    if (this.#outbox.length === 0) clearTimeout(this.#patienceTimer);
  }

  #refuse(eventId) {
    const refused = this.#outbox.find((message) => `create_${message.id}` === eventId);
    if (refused) this.#giveUp(refused);
  }

  #countUnanswered() {
    const [oldest] = this.#outbox;
    if (!oldest) return;
    oldest.unanswered = (oldest.unanswered ?? 0) + 1;
    if (oldest.unanswered >= MOST_UNANSWERED) this.#giveUp(oldest);
  }

  #giveUp(message) {
    this.#take(message.id);
    if (this.#outbox.length === 0) clearTimeout(this.#patienceTimer);
    this.dispatchEvent(new CustomEvent('refused', { detail: message }));
  }

  #take(id) {
    this.#outbox = this.#outbox.filter((message) => message.id !== id);
    this.#storeOutbox();
    this.dispatchEvent(new Event('outbox'));
  }

  /** A socket may be dead without saying so; the only sign is that an answer does not come. */
  #awaitLife() {
    clearTimeout(this.#patienceTimer);
    const socket = this.#socket;
    this.#patienceTimer = setTimeout(() => {
      if (socket === this.#socket) {
        if (this.#settled) this.#countUnanswered();
        this.#drop(CLOSE_UNRESPONSIVE);
        this.#closed(CLOSE_UNRESPONSIVE);
      }
    }, PATIENCE_MS);
  }

  #closed(code) {
    this.#drop();
    this.dispatchEvent(new CustomEvent('lost', { detail: { code } }));
    if (code === CLOSE_SUPERSEDED) {
      this.#enter('superseded');
    } else if (code === CLOSE_NOT_ALLOWED) {
      this.#enter('refused');
    } else {
      if (code === CLOSE_TOO_BIG) this.dispatchEvent(new Event('toobig'));
      const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempts++);
      // Half fixed, half random: many pages must not return to a restarted server in step.
      this.#retryTimer = setTimeout(() => this.connect(), ceiling * (0.5 + Math.random() / 2));
      this.#enter('waiting');
    }
  }

  #drop(code = 1000) {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#patienceTimer);
    clearTimeout(this.#graceTimer);
    this.#graceTimer = 0;
    this.#settled = false;
    const socket = this.#socket;
    this.#socket = null;
    if (socket && socket.readyState <= WebSocket.OPEN) socket.close(code);
  }

  #enter(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event('state'));
  }

  #storeOutbox() {
    try {
      sessionStorage.setItem(OUTBOX_KEY, JSON.stringify(this.#outbox));
    } catch {
      // Then an unsent message lives as long as the page.
    }
  }
}

/** What a reload interrupted; the ids make a second sending harmless. */
function loadOutbox() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(OUTBOX_KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((m) => typeof m?.id === 'string' && typeof m?.text === 'string').slice(-OUTBOX_LIMIT)
      : [];
  } catch {
    return [];
  }
}

function newId(kind) {
  // Not randomUUID: that one is missing on pages opened over plain http from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${kind}_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
