import { editBetween } from "./edit.js";

// One worker serves every counter on the page: the vocabulary is fetched and unpacked once.
let worker;
let nextId = 1;
const counters = new Map();

function start() {
  const started = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tokenfare" });
  started.onmessage = ({ data }) => counters.get(data.id)?.receive(data);
  started.onerror = (event) => {
    event.preventDefault();
    if (worker !== started) return;
    started.terminate();
    worker = undefined;
    for (const counter of [...counters.values()]) counter.fail(event.message);
  };
  return started;
}

function send(message) {
  try {
    worker ??= start();
    worker.postMessage(message);
  } catch (error) {
    // Not at once: the caller may be in the middle of drawing.
    queueMicrotask(() => counters.get(message.id)?.fail(error.message));
  }
}

/**
 * Counts the tokens of one text that changes, in the worker.
 *
 * The worker keeps the text and is sent edits. Each edit is a new generation; answers about older
 * ones are dropped, so `onchange` only ever speaks of the text last given to `setText`:
 *
 * - `{ status: "waiting" }` — no vocabulary yet;
 * - `{ status: "counting", tokens, share }` — `share` (0 to 1) of the text has been read;
 * - `{ status: "exact", tokens }`;
 * - `{ status: "failed", code, detail }` — see error.js; `retry` tries again.
 */
export class Counter {
  generation = 0;
  onchange = () => {};
  #id = nextId++;
  #encoding;
  #text = "";
  #sent = "";
  #open = false;
  // What was last said of the text as it stands.
  #answer;

  constructor() {
    counters.set(this.#id, this);
  }

  /** Counts in this encoding from now on; `file` is its packed vocabulary's name in `vocab/`. */
  setEncoding(encoding, file) {
    if (encoding === this.#encoding?.encoding) return this.#repeat();
    this.#encoding = { encoding, file };
    this.#reopen(false);
  }

  setText(text) {
    this.#text = text;
    if (this.#open) this.#sync();
  }

  /** After a failure: fetches the vocabulary again, past any cached copy. */
  retry() {
    this.#reopen(true);
  }

  close() {
    counters.delete(this.#id);
    if (worker) send({ type: "close", id: this.#id });
  }

  #reopen(fresh) {
    this.#open = false;
    this.generation += 1;
    this.#say({ status: "waiting" });
    send({ type: "open", id: this.#id, generation: this.generation, fresh, ...this.#encoding });
  }

  #sync() {
    const edit = editBetween(this.#sent, this.#text);
    if (!edit) return this.#repeat();
    this.#sent = this.#text;
    this.#answer = undefined;
    this.generation += 1;
    send({ type: "edit", id: this.#id, generation: this.generation, ...edit });
  }

  #say(answer) {
    this.#answer = answer;
    this.onchange(answer);
  }

  /** Whoever asks anew about the same text gets the same answer, unless one is on its way. */
  #repeat() {
    if (this.#answer) this.onchange(this.#answer);
  }

  /** Called when the worker cannot be started, or has stopped. */
  fail(detail = "the worker could not be started") {
    this.receive({ type: "failed", generation: this.generation, code: "engine-failed", detail });
  }

  /** Called with what the worker says of this counter. */
  receive({ type, generation, ...rest }) {
    if (generation !== this.generation) return;
    if (type === "opened") {
      this.#open = true;
      this.#sent = "";
      if (this.#text) this.#sync();
      else this.#say({ status: "exact", tokens: 0 });
    } else if (type === "counted") {
      this.#say({ status: rest.share < 1 ? "counting" : "exact", ...rest });
    } else {
      this.#open = false;
      this.#say({ status: "failed", ...rest });
    }
  }
}
