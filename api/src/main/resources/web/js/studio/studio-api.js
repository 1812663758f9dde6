/** Asks the studio's JSON endpoints. A refusal becomes a {@link StudioProblem}. */

/** What the server refused, as its problem+json tells it; status 0 when the server was not reached. */
export class StudioProblem extends Error {
  constructor(status, { detail = '', said = null, findings = [], current = null } = {}) {
    super(detail);
    this.status = status;
    this.said = said;
    this.findings = findings;
    this.current = current;
  }
}

async function answered(response) {
  if (response.ok) return response;
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // No JSON: the status alone tells.
  }
  throw new StudioProblem(response.status, { ...problem, detail: problem.detail || problem.title || String(response.status) });
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/api/studio/${path}`, { cache: 'no-store', ...options });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new StudioProblem(0);
  }
  return answered(response);
}

const sending = (method, body, signal) => ({
  method,
  signal,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

export const studio = {
  read: async (path, signal) => (await ask(path, { signal })).json(),
  put: async (path, body, signal) => (await ask(path, sending('PUT', body, signal))).json(),
  post: async (path, body, signal) => (await ask(path, sending('POST', body, signal))).json(),

  /** Posts, and gives each line of the answer's JSON lines to `take` as it comes. */
  async stream(path, body, take, signal) {
    const response = await ask(path, sending('POST', body, signal));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      lines.filter((line) => line.trim()).forEach((line) => take(JSON.parse(line)));
    }
  },
};

/**
 * Runs `work` once nothing more was asked for `wait` milliseconds; a newer wish cancels the older one's request. What was
 * refused is given to `refused`: nobody waits for this work, so nobody else would learn of it.
 */
export function latest(wait, work, refused) {
  let timer = 0;
  let running = null;
  return {
    ask(...wish) {
      this.cancel();
      timer = setTimeout(async () => {
        const mine = new AbortController();
        running = mine;
        try {
          await work(mine.signal, ...wish);
        } catch (failure) {
          if (failure.name !== 'AbortError') refused(failure);
        } finally {
          if (running === mine) running = null;
        }
      }, wait);
    },
    cancel() {
      clearTimeout(timer);
      running?.abort();
      running = null;
    },
  };
}
