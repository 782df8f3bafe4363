import { Announcer } from "../element/announcer.js";

// Milliseconds between two reports of a count on its way: often enough to be seen moving.
const PACE = 100;
// What a token is, roughly, in bytes of UTF-8, in most languages: for a file that is not counted yet.
const BYTES_PER_TOKEN = 4;

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Writes a number of bytes in the unit that suits it. */
function sizes(locale) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"].map(
    (unit, at) => {
      const unitDisplay = at ? "short" : "long";
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
    },
  );
  return (bytes) => {
    const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
    return units[at].format(bytes / 1000 ** at);
  };
}

/** The place for the list of files, which goes from one place to the next when the view changes. */
class FilesPlace {
  constructor(place, scene) {
    place.replaceChildren((scene.files ??= new Files(scene)).root);
  }

  update() {}

  close() {}
}

/**
 * The files that go with the text: a list with the tokens of each, and a button to take it away, also
 * while it is being counted. Their contents stay in the worker.
 *
 * `tell.files` is told how many there are, what they weigh together (crates/core/src/report/wire.rs), how
 * many tokens they are as plain texts, whether conversations are among them, and whether all are counted.
 */
class Files {
  root;
  #context;
  #rows = new Set();
  #list = element("ul", "file-list");
  #announcer = new Announcer();
  #size;
  #percent;
  #told = 0;
  #timer;
  // Names of files that were counted since something was last said of them.
  #news = [];

  constructor(context) {
    this.#context = context;
    this.#size = sizes(context.locale);
    this.#percent = new Intl.NumberFormat(context.locale, { style: "percent" });
    this.#list.setAttribute("aria-label", context.say("files.label"));
    this.root = element("div", "files", this.#list, ...this.#announcer.regions);
    context.kept.added = () => this.#take();
    this.#take();
  }

  /** Counts the files that are new. */
  #take() {
    const known = Array.from(this.#rows, ({ file }) => file);
    for (const file of this.#context.kept.files) if (!known.includes(file)) this.#add(file);
    this.#changed();
  }

  #add(file) {
    const { say, counter } = this.#context;
    const counting = counter.companion();
    const state = element("span", "file-state");
    const remove = element("button", "small", say("files.remove"));
    remove.type = "button";
    remove.ariaLabel = say("files.remove-name", { name: file.name });
    const name = element("bdi", "file-name", file.name);
    const line = element("li", "file", name, element("span", "file-size", this.#size(file.size)), state, remove);
    const row = { file, counting, line, state, answer: { status: "waiting" } };
    remove.onclick = () => this.#remove(row);
    counting.onchange = (answer) => {
      const settled = ["exact", "failed"].includes(answer.status);
      row.answer = answer;
      this.#show(row);
      if (settled) this.#news.push(row);
      this.#changed(settled);
    };
    this.#rows.add(row);
    this.#list.append(line);
    this.#show(row);
    counting.setFile(file);
  }

  #remove(row) {
    row.counting.close();
    this.#rows.delete(row);
    this.#context.kept.files = Array.from(this.#rows, ({ file }) => file);
    const next = row.line.nextElementSibling ?? row.line.previousElementSibling;
    // Whoever is here by keyboard goes on from here.
    const focus = next?.querySelector("button") ?? this.root.getRootNode().querySelector("input[type=file]");
    row.line.remove();
    focus?.focus();
    this.#announcer.announce(this.#context.say("files.removed", { name: row.file.name }));
    this.#changed(true);
  }

  /** Draws how far the count of a file has come. */
  #show({ file, state, answer, line }) {
    const { say } = this.#context;
    const { status } = answer;
    line.dataset.status = status;
    if (status === "exact") {
      state.textContent = say("tokens.tokens", { count: answer.tokens });
    } else if (status === "failed") {
      state.textContent = this.#failure(file, answer.code);
    } else {
      let bar = state.querySelector("progress");
      if (!bar) {
        bar = element("progress", "");
        bar.ariaLabel = say("files.progress", { name: file.name });
        state.replaceChildren(bar, element("span", ""));
      }
      bar.value = answer.share ?? 0;
      bar.nextSibling.textContent = this.#percent.format(answer.share ?? 0);
    }
  }

  #failure({ name, size }, code) {
    const { say } = this.#context;
    if (code === "not-text" || code === "file-unreadable") return say(`files.${code}`, { name });
    return say("files.estimate", { count: roughly(size) });
  }

  /** Tells what the files weigh: at once when one has been counted, else now and then. */
  #changed(settled = true) {
    const wait = settled ? 0 : this.#told + PACE - performance.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => this.#tell(), wait);
      return;
    }
    this.#tell();
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = performance.now();
    const weights = Array.from(this.#rows, weigh);
    const written = weights.map(({ written }) => written).join("");
    const tokens = weights.reduce((sum, { tokens }) => sum + tokens, 0);
    const exact = weights.every(({ exact }) => exact);
    const conversations = weights.some(({ conversation }) => conversation);
    this.#context.tell.files(this.#rows.size, written, tokens, conversations, exact);
    this.#announce();
  }

  /** Says what has been counted, once nothing is on its way any more. */
  #announce() {
    const { say } = this.#context;
    const busy = Array.from(this.#rows).some(({ answer }) => !["exact", "failed"].includes(answer.status));
    if (busy || !this.#news.length) return;
    const news = this.#news.splice(0).filter((row) => this.#rows.has(row));
    const counted = news.filter(({ answer }) => answer.status === "exact");
    const failed = news.filter(({ answer }) => answer.status === "failed");
    const count = counted.reduce((sum, { answer }) => sum + answer.tokens, 0);
    const name = counted[0]?.file.name;
    const sentences = failed.map(({ file, answer }) => this.#failure(file, answer.code));
    if (counted.length === 1) sentences.unshift(say("files.counted", { name, count }));
    else if (counted.length) sentences.unshift(say("files.counted-all", { files: counted.length, count }));
    if (sentences.length) this.#announcer.announce(sentences.join(" "));
  }
}

const roughly = (bytes) => Math.ceil(bytes / BYTES_PER_TOKEN);

/** What is known of a file's weight; one that is no text weighs nothing and is known to. */
function weigh({ file, answer: { status, code, tokens, share, conversations } }) {
  if (status === "exact") return { written: conversations ?? `message ${tokens}\n`, tokens, conversation: !!conversations, exact: true };
  if (code === "not-text" || code === "file-unreadable") return { written: "", tokens: 0, exact: true };
  const guess = status === "counting" ? Math.round(tokens / share) : roughly(file.size);
  return { written: `message ${guess}\n`, tokens: guess, exact: false };
}

export { FilesPlace as default };
