import { editBetween } from "./edit.js";

// One worker serves every counter on the page: the vocabulary is fetched and unpacked once.
let worker;
let nextId = 1;
const counters = new Map();

function send(message) {
  if (!worker) {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "tokenfare" });
    worker.onmessage = ({ data }) => counters.get(data.id)?.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      worker = undefined;
      const detail = event.message || "the worker could not be started";
      for (const counter of [...counters.values()]) {
        counter.receive({ type: "failed", generation: counter.generation, code: "engine-failed", detail });
      }
    };
  }
  worker.postMessage(message);
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

  constructor() {
    counters.set(this.#id, this);
  }

  /** Counts in this encoding from now on; `file` is its packed vocabulary's name in `vocab/`. */
  setEncoding(encoding, file) {
    if (encoding === this.#encoding?.encoding) return;
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
    this.onchange({ status: "waiting" });
    send({ type: "open", id: this.#id, generation: this.generation, fresh, ...this.#encoding });
  }

  #sync() {
    const edit = editBetween(this.#sent, this.#text);
    if (!edit) return;
    this.#sent = this.#text;
    this.generation += 1;
    send({ type: "edit", id: this.#id, generation: this.generation, ...edit });
  }

  /** Called with what the worker says of this counter. */
  receive({ type, generation, ...rest }) {
    if (generation !== this.generation) return;
    if (type === "opened") {
      this.#open = true;
      this.#sent = "";
      if (this.#text) this.#sync();
      else this.onchange({ status: "exact", tokens: 0 });
    } else if (type === "counted") {
      this.onchange({ status: rest.share < 1 ? "counting" : "exact", ...rest });
    } else {
      this.#open = false;
      this.onchange({ status: "failed", ...rest });
    }
  }
}
