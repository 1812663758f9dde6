/**
 * What the page shows of a conversation, folded from the server's events. No DOM, no clock, no
 * network; `apply` is the whole of it.
 *
 * An entry is `{id, role: 'learner'|'tutor', text, unsaid, state, interrupted, moves, words, doubt,
 * corrections}`, `unsaid` being what was shown of a reply beyond what was heard of it, with `state` one of `sending` (not acknowledged), `hearing` (speech, still being
 * recognised), `streaming`, `done` or `failed`.
 */
const ENTRY_LIMIT = 300;
/** No reply is this long; past it a runaway stream is no longer shown. */
const TEXT_LIMIT = 20_000;

export class ConversationLog {
  #entries = [];
  #byResponse = new Map();
  #connection = 0;
  trimmed = false;

  get entries() {
    return this.#entries;
  }

  get last() {
    return this.#entries.at(-1);
  }

  /** Whether the tutor has the word: nothing was said yet, or the learner spoke last. */
  get awaitsTutor() {
    const last = this.#entries.findLast((entry) => !this.#isRefused(entry));
    return !last || last.role === 'learner';
  }

  find(id) {
    return this.#entries.find((entry) => entry.id === id);
  }

  clear() {
    this.#entries = [];
    this.#byResponse.clear();
    this.trimmed = false;
  }

  /** Marks that a new connection has begun: what it tells is newer than its history. */
  reconnected() {
    this.#connection++;
    this.#byResponse.clear();
    // What was half heard or half said when the connection went is told again by the history.
    this.#entries = this.#entries.filter((entry) => entry.state !== 'hearing');
    for (const entry of this.#entries) if (entry.state === 'streaming') this.#interrupt(entry);
  }

  addMessage(id, text) {
    this.#insert({ ...this.#fresh(id, 'learner'), text, state: 'sending' });
  }

  fail(id) {
    const entry = this.find(id);
    if (entry) entry.state = 'failed';
  }

  /** Folds one server event in; true when something shown may have changed. */
  apply(event) {
    switch (event.type) {
      case 'parley.history':
        this.#restore(event.items ?? []);
        return true;
      case 'conversation.item.added':
      case 'conversation.item.created':
      case 'conversation.item.done':
        this.#item(event.item, event.previous_item_id, event.type.endsWith('done'));
        return true;
      case 'input_audio_buffer.speech_started':
        if (event.item_id) this.#learner(event.item_id);
        return true;
      case 'parley.partial':
        this.#hear(event.item_id, () => event.text ?? '');
        return true;
      case 'conversation.item.input_audio_transcription.delta':
        this.#hear(event.item_id, (text) => text + (event.delta ?? ''));
        return true;
      case 'conversation.item.input_audio_transcription.completed':
        this.#heard(event);
        return true;
      case 'conversation.item.input_audio_transcription.failed':
      case 'conversation.item.deleted':
        this.#remove(event.item_id);
        return true;
      case 'parley.playback.resumed':
      case 'input_audio_buffer.cleared':
        this.#forgetSilences();
        return true;
      case 'response.created':
        this.#byResponse.set(event.response?.id, new Set());
        this.#forgetSilences();
        return true;
      case 'response.output_item.added':
        this.#tutor(event.item?.id, event.response_id);
        return true;
      case 'response.output_text.delta':
      case 'response.output_audio_transcript.delta':
        this.#say(event, (text) => text + (event.delta ?? ''));
        return true;
      case 'response.output_text.done':
      case 'response.output_audio_transcript.done':
        this.#say(event, (text) => event.text ?? event.transcript ?? text);
        return true;
      case 'response.done':
        this.#responseDone(event.response ?? {});
        return true;
      case 'conversation.item.truncated':
        this.#truncate(event.item_id, event.audio_end_ms ?? 0);
        return true;
      case 'parley.words':
        this.#words(event.item_id, event.words ?? []);
        return false;
      default:
        return false;
    }
  }

  #restore(items) {
    const known = new Set(items.map((item) => item.id));
    const kept = this.#entries.filter(
      (entry) =>
        !known.has(entry.id) &&
        (entry.state === 'sending' || this.#isRefused(entry) || entry.connection === this.#connection),
    );
    const restored = items.map((item) => ({
      ...this.#fresh(item.id, item.role === 'assistant' ? 'tutor' : 'learner'),
      text: item.text ?? textOf(item),
      state: 'done',
      unsaid: item.unheard ?? '',
      interrupted: Boolean(item.interrupted),
      doubt: Boolean(item.doubtful),
      moves: item.moves ?? [],
      corrections: item.corrections ?? [],
    }));
    this.#entries = [...restored.filter((entry) => entry.text), ...kept];
    this.#trim();
  }

  #item(item, previousId, done) {
    if (!item?.id || (item.type && item.type !== 'message')) return;
    const text = textOf(item);
    if (item.role === 'assistant') {
      const entry = this.find(item.id) ?? this.#tutor(item.id, undefined, previousId);
      if (done && text && entry.state === 'streaming') entry.text = clip(text);
      if (done && this.#byResponse.size === 0 && entry.state === 'streaming') entry.state = 'done';
    } else if (item.role === 'user') {
      const entry = this.find(item.id) ?? this.#learner(item.id, previousId);
      if (entry.state === 'sending' || text) {
        if (text) entry.text = clip(text);
        entry.state = 'done';
        entry.connection = this.#connection;
      }
    }
  }

  /** A refused message is not part of the conversation, but its words are the learner's: it stays in view. */
  #isRefused(entry) {
    return entry.role === 'learner' && entry.state === 'failed';
  }

  #hear(id, textFrom) {
    if (!id) return;
    const entry = this.#learner(id);
    if (entry.state === 'hearing') entry.text = clip(textFrom(entry.text));
  }

  #heard(event) {
    const transcript = (event.transcript ?? '').trim();
    if (!transcript) {
      this.#remove(event.item_id);
      return;
    }
    const entry = this.#learner(event.item_id);
    entry.text = clip(transcript);
    entry.state = 'done';
    const doubt = event.parley?.doubt;
    entry.doubt = doubt === true || (typeof doubt === 'number' && doubt >= 0.5);
    entry.corrections = event.parley?.corrections ?? entry.corrections;
  }

  #say(event, textFrom) {
    if (!event.item_id) return;
    const entry = this.#tutor(event.item_id, event.response_id);
    // A delta that was under way when the reply was cut must not bring the unheard back.
    if (entry.state === 'streaming') entry.text = clip(textFrom(entry.text));
  }

  #responseDone(response) {
    const ids = new Set(this.#byResponse.get(response.id) ?? []);
    const said = new Map();
    for (const item of response.output ?? []) {
      ids.add(item.id);
      // Present but empty means that nothing was heard; absent means that nothing is known.
      if (item.content?.length) said.set(item.id, textOf(item));
    }
    this.#byResponse.delete(response.id);
    for (const id of ids) {
      const entry = this.find(id);
      if (!entry) continue;
      if (said.has(id)) this.#cutTo(entry, clip(said.get(id)));
      entry.moves = response.parley?.moves ?? entry.moves;
      if (response.status === 'cancelled' || response.status === 'incomplete') this.#interrupt(entry);
      else entry.state = response.status === 'failed' ? 'failed' : 'done';
      if (!entry.text) this.#remove(id);
    }
    const corrections = response.parley?.corrections;
    if (corrections?.length) {
      const learner = this.#entries.findLast((entry) => entry.role === 'learner');
      if (learner) learner.corrections = corrections;
    }
  }

  #truncate(id, heardMs) {
    const entry = this.find(id);
    if (!entry) return;
    if (entry.words.length > 0) {
      const places = placesOf(entry.words, entry.text);
      const heard = entry.words.findLastIndex((word, i) => word.end_ms <= heardMs && places[i]);
      this.#cutTo(entry, heard < 0 ? '' : entry.text.slice(0, places[heard][1]));
    }
    this.#interrupt(entry);
    if (!entry.text) this.#remove(id);
  }

  /**
   * Only what was heard counts as said. Who reads along had the rest before their eyes, and may be answering it, so it
   * stays, set apart.
   */
  #cutTo(entry, heard) {
    const shown = entry.text + entry.unsaid;
    entry.text = heard;
    entry.unsaid = heard && shown.startsWith(heard.trimEnd()) ? shown.slice(heard.trimEnd().length) : '';
    if (!entry.unsaid.trim()) entry.unsaid = '';
  }

  #interrupt(entry) {
    entry.interrupted = true;
    entry.state = 'done';
  }

  #words(id, words) {
    const entry = this.find(id);
    if (!entry) return;
    const byStart = new Map(entry.words.map((word) => [word.start_ms, word]));
    for (const word of words) byStart.set(word.start_ms, word);
    entry.words = [...byStart.values()].sort((a, b) => a.start_ms - b.start_ms);
  }

  #learner(id, previousId) {
    return this.find(id) ?? this.#insert({ ...this.#fresh(id, 'learner'), state: 'hearing' }, previousId);
  }

  #tutor(id, responseId, previousId) {
    if (!id) return undefined;
    if (responseId !== undefined) this.#byResponse.get(responseId)?.add(id);
    return this.find(id) ?? this.#insert({ ...this.#fresh(id, 'tutor'), state: 'streaming' }, previousId);
  }

  /** Sounds that turned out to be no words leave no bubble behind. */
  #forgetSilences() {
    this.#entries = this.#entries.filter((entry) => entry.state !== 'hearing' || entry.text);
  }

  #fresh(id, role) {
    return {
      id,
      role,
      text: '',
      unsaid: '',
      state: 'done',
      interrupted: false,
      doubt: false,
      moves: [],
      words: [],
      corrections: [],
      connection: this.#connection,
    };
  }

  #insert(entry, previousId) {
    const after = previousId ? this.#entries.findIndex((other) => other.id === previousId) : -1;
    this.#entries = this.#entries.toSpliced(after < 0 ? this.#entries.length : after + 1, 0, entry);
    this.#trim();
    return entry;
  }

  #remove(id) {
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
  }

  #trim() {
    if (this.#entries.length <= ENTRY_LIMIT) return;
    this.#entries = this.#entries.slice(-ENTRY_LIMIT);
    this.trimmed = true;
  }
}

function textOf(item) {
  return (item.content ?? []).map((part) => part.text ?? part.transcript ?? '').join('');
}

function clip(text) {
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text;
}

/**
 * Where each timed word stands in a text, as `[from, to]`, or undefined where it is not found. Words
 * are looked for in order, so that a repeated word is found at its own place, with Markdown between.
 */
export function placesOf(words, text) {
  const haystack = text.toLowerCase();
  let from = 0;
  return words.map(({ text: word }) => {
    const needle = (word ?? '').toLowerCase().trim();
    const at = needle ? haystack.indexOf(needle, from) : -1;
    // A word that is far ahead is another word: better no mark than a jumping one.
    if (at < 0 || at - from > 60) return undefined;
    from = at + needle.length;
    return [at, from];
  });
}
