import { Rows } from "./rows.js";
import { bytesOf, codePoints, hex, isInvisible, kindOf, tokensOf, visible } from "./token.js";

// Rows drawn above and below those in sight, so that scrolling meets drawn ones.
const MARGIN = 12;
// Rows whose tokens are asked for together, and how many such pages are remembered.
const PAGE = 32;
const PAGES = 64;
// No browser lays out a box as high as ten million lines; above this many pixels the scroll bar stands
// for more than it measures.
const HIGHEST = 8_000_000;
// Milliseconds of laying out rows between two frames.
const SLICE = 8;

const graphemes = globalThis.Intl?.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Offsets in `text` at which characters, as people see them, begin. */
function characterStarts(text) {
  if (!graphemes) return new Set(Array.from(text, (scalar) => scalar.length).reduce((all, size) => [...all, all.at(-1) + size], [0]));
  return new Set(Array.from(graphemes.segment(text), ({ index }) => index));
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * A text with its tokens, one widget for the keyboard.
 *
 * Only the rows in sight are drawn: first as plain text, which is at hand, then with the tokens that the
 * worker answers for them. The list keeps the focus itself and names its token with
 * `aria-activedescendant`, because the rows of a long text come and go while one scrolls.
 */
class Tokens {
  #counter;
  #say;
  #rows;
  // The text being laid out, while the rows of the one before still show.
  #next;
  #pages = new Map();
  #drawn = new Map();
  #active;
  #total;
  // Which text and count are shown.
  #state;
  #spaces = false;
  #frame = 0;
  #rule = { canvas: undefined, window: undefined };
  #sheet = new CSSStyleSheet();

  /** For sections.js; `root` is an empty element in a shadow root. */
  constructor(root, { counter, say }) {
    this.#counter = counter;
    this.#say = say;
    this.#build(root);
    // The style sheet of its own moves the rows without `style` attributes.
    this.#sheet.replaceSync(".token-canvas { block-size: 0 } .token-window { transform: none }");
    [this.#rule.canvas, this.#rule.window] = Array.from(this.#sheet.cssRules, ({ style }) => style);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, this.#sheet];
    this.#size.observe(this.list);
  }

  #size = new ResizeObserver(() => this.#measure());

  #build(root) {
    this.#root = root.getRootNode();
    root.classList.add("text-tokens");
    const say = this.#say;
    this.summary = element("p", "token-summary");
    const toggle = element("input");
    toggle.type = "checkbox";
    toggle.onchange = () => {
      this.#spaces = toggle.checked;
      this.#redraw();
    };
    this.window = element("div", "token-window");
    this.list = element("div", "token-list", element("div", "token-canvas", this.window));
    this.list.tabIndex = 0;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", say("tokens.list"));
    this.list.onscroll = () => this.#schedule();
    this.list.onkeydown = (event) => this.#key(event);
    this.list.onclick = (event) => this.#click(event);
    this.list.onfocus = () => this.#active ?? this.#first();
    this.details = element("div", "token-details");
    this.probe = element("span", "token-probe", "0".repeat(20));
    this.probe.ariaHidden = "true";
    root.replaceChildren(
      element("label", "token-toggle", toggle, say("tokens.spaces")),
      this.list,
      this.details,
      this.summary,
      this.probe,
    );
  }
  #root;

  /** `tokens` is absent while there is no exact count. */
  update(tokens) {
    const state = `${this.#counter.generation} ${tokens}`;
    if (state === this.#state) return;
    this.#state = state;
    this.#total = tokens;
    this.#pages.clear();
    if (this.#rows?.text === this.#counter.text) return this.#redraw();
    this.#layOut();
  }

  close() {
    this.#size.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#next = undefined;
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #measure() {
    const columns = Math.floor((this.list.clientWidth - 24) / (this.probe.offsetWidth / 20));
    this.#height = this.probe.offsetHeight;
    if (columns === this.#columns || columns < 1) return this.#schedule();
    this.#columns = columns;
    this.#layOut();
  }
  #columns = 0;
  #height = 0;

  /** Cuts the text into rows, slice by slice; the rows before it show until it has caught up with them. */
  #layOut() {
    if (!this.#columns) return;
    const next = (this.#next = new Rows(this.#counter.text, this.#columns));
    const slice = () => {
      if (this.#next !== next) return;
      next.advance(performance.now() + SLICE);
      const seen = this.#rows?.start(this.#top() + 2 * this.#inSight()) ?? 0;
      if (this.#rows !== next && (next.done || next.start(next.count) > seen)) this.#adopt(next);
      if (next.done) {
        this.#next = undefined;
        if (this.#active) this.#reveal(next.rowOf(this.#active.token.start));
      } else requestAnimationFrame(slice);
      this.#schedule();
    };
    slice();
  }

  #adopt(rows) {
    // In rows of another width the reader's token is the same.
    if (rows.text !== this.#rows?.text) this.#active = undefined;
    this.#rows = rows;
    this.#pages.clear();
    this.#redraw();
  }

  #redraw() {
    this.#drawn.clear();
    this.window.replaceChildren();
    this.#schedule();
    this.#describe();
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  // How many rows are in sight, and which is the first of them: a whole number and a part.
  #inSight = () => this.list.clientHeight / (this.#height || 1);

  /** By how much the rows move for each pixel of the scroll bar: 1 but for the longest texts. */
  #speed() {
    const seen = this.list.clientHeight;
    const height = this.#rows.count * this.#height;
    return height <= HIGHEST ? 1 : (height - seen) / (HIGHEST - seen);
  }

  #top = () => Math.floor((this.list.scrollTop * this.#speed()) / this.#height);

  #draw() {
    if (!this.#rows || !this.#height) return;
    const rows = this.#rows;
    const top = this.#top();
    const [first, last] = [Math.max(0, top - MARGIN), Math.min(rows.count, Math.ceil(top + this.#inSight() + MARGIN))];
    this.#rule.canvas.blockSize = `${Math.min(rows.count * this.#height, HIGHEST)}px`;
    const { scrollTop } = this.list;
    this.#rule.window.transform = `translateY(${first * this.#height - scrollTop * (this.#speed() - 1)}px)`;
    for (const [at, { line }] of this.#drawn) {
      if (at >= first && at < last) continue;
      line.remove();
      this.#drawn.delete(at);
    }
    let cursor = this.window.firstChild;
    for (let at = first; at < last; at += 1) {
      const drawn = this.#drawn.get(at);
      const page = this.#page(Math.floor(at / PAGE));
      if (drawn && (drawn.tokens || !page.tokens)) {
        cursor = drawn.line.nextSibling;
        continue;
      }
      const line = this.#line(at, page.tokens);
      this.#drawn.set(at, { line, tokens: page.tokens });
      if (drawn) drawn.line.replaceWith(line);
      else this.window.insertBefore(line, cursor);
      cursor = line.nextSibling;
    }
    // Until tokens arrive, a list with text has nothing to choose from.
    this.list.ariaBusy = String(rows.count > 0 && !this.window.querySelector("[role=option]"));
    this.#mark();
    this.#summarize();
  }

  /** The tokens of a page of rows: at hand, or on their way. */
  #page(at) {
    let page = this.#pages.get(at);
    if (page) return page;
    const rows = this.#rows;
    page = { tokens: undefined };
    page.arrived = this.#counter.spans(rows.start(at * PAGE), rows.start((at + 1) * PAGE)).then((packed) => {
      if (packed) page.tokens = tokensOf(packed);
      if (this.#pages.get(at) === page) this.#schedule();
      return page.tokens;
    });
    this.#pages.set(at, page);
    if (this.#pages.size > PAGES) this.#pages.delete(this.#pages.keys().next().value);
    return page;
  }

  #line(at, tokens) {
    const [start, end] = [this.#rows.start(at), this.#rows.start(at + 1)];
    const line = element("div", "token-row");
    line.dir = "auto";
    if (!tokens) {
      line.append(this.#look(start, end));
      return line;
    }
    const starts = characterStarts(this.#rows.text.slice(start, end));
    let box = [];
    let boxEnd = start;
    for (const token of tokens) {
      if (token.end <= start) continue;
      if (token.start >= end) break;
      if (box.length && token.start >= boxEnd && starts.has(boxEnd - start)) {
        line.append(this.#box(box, start, end));
        box = [];
      }
      box.push(token);
      boxEnd = Math.max(boxEnd, token.end);
    }
    if (box.length) line.append(this.#box(box, start, end));
    return line;
  }

  /** A token, or tokens that share a character, as far as they are in the row from `start` to `end`. */
  #box(tokens, start, end) {
    const [from, to] = [Math.max(start, tokens[0].start), Math.min(end, tokens.at(-1).end)];
    const look = this.#look(from, to);
    if (tokens.length === 1) return this.#option(tokens[0], start, element("span", "token", look));
    const parts = tokens.map((token) => this.#option(token, start, element("span", "token-part")));
    return element("span", "token-shared", element("span", "token-whole", look), element("span", "token-parts", ...parts));
  }

  #option(token, start, option) {
    // Its neighbours never have the same colour, and it keeps its own while one scrolls.
    option.dataset.hue = (token.index ?? token.start) % 5;
    option.token = token;
    if (token.start < start) {
      option.ariaHidden = "true";
    } else {
      option.setAttribute("role", "option");
      option.ariaSelected = "false";
      option.ariaLabel = this.#label(token);
    }
    return option;
  }

  #label(token) {
    const text = this.#rows.text.slice(token.start, token.end);
    const seen = isInvisible(text) ? codePoints(text) : visible(text);
    return `${seen}, ${token.id}`;
  }

  /** What is shown of the text from `from` to `to`. */
  #look(from, to) {
    const text = this.#rows.text.slice(from, to);
    if (isInvisible(text.replace(/\n$/, "")) && text.trim()) return element("span", "token-code", codePoints(text));
    // A line end is a token, or a part of one, that must be there to be met.
    return this.#spaces ? visible(text) : text.replace(/\n/g, "⏎");
  }

  #first() {
    this.#select(this.#rows?.start(this.#top()) ?? 0);
  }

  // Where the reader is: a token by where it starts and which of those that start there it is.
  async #select(offset, pick = (tokens) => tokens.find((token) => token.end > offset)) {
    const rows = this.#rows;
    if (!rows?.count) return;
    const row = rows.rowOf(Math.min(Math.max(offset, 0), rows.start(rows.count) - 1));
    const tokens = await this.#page(Math.floor(row / PAGE)).arrived;
    const token = tokens && pick(tokens, row);
    if (!token || rows !== this.#rows) return;
    this.#active = { token, tokens };
    this.#reveal(rows.rowOf(token.start));
    this.#describe();
  }

  #reveal(row) {
    const [top, bottom] = [row * this.#height, (row + 1) * this.#height];
    const speed = this.#speed();
    const seen = this.list.scrollTop * speed;
    if (top < seen) this.list.scrollTop = top / speed;
    else if (bottom > seen + this.list.clientHeight) this.list.scrollTop = (bottom - this.list.clientHeight) / speed;
    this.#schedule();
  }

  #click(event) {
    const option = event.target.closest(".token, .token-part") ?? event.target.closest(".token-shared")?.querySelector(".token-part");
    if (!option) return;
    const drawn = Array.from(this.#drawn.values()).find(({ line }) => line.contains(option));
    this.#active = { token: option.token, tokens: drawn.tokens };
    this.#mark();
    this.#describe();
  }

  #key(event) {
    const rows = this.#rows;
    if (!this.#active || event.altKey || event.metaKey) return;
    const { token } = this.#active;
    const row = rows.rowOf(token.start);
    const forward = getComputedStyle(this.list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const screen = Math.max(1, Math.floor(this.#inSight()) - 1);
    const last = rows.start(rows.count);
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#step(event.key === forward ? 1 : -1);
    else if (event.key === "ArrowDown") this.#toRow(row + 1);
    else if (event.key === "ArrowUp") this.#toRow(row - 1);
    else if (event.key === "PageDown") this.#toRow(row + screen);
    else if (event.key === "PageUp") this.#toRow(row - screen);
    else if (event.key === "Home") this.#select(event.ctrlKey ? 0 : rows.start(row));
    else if (event.key === "End") this.#select(event.ctrlKey ? last : rows.start(row + 1) - 1, (tokens) => tokens.findLast((other) => other.start < (event.ctrlKey ? last : rows.start(row + 1))));
    else return;
    event.preventDefault();
  }

  /** To the token after this one, or before it. */
  async #step(by) {
    const { token, tokens } = this.#active;
    const next = tokens[tokens.indexOf(token) + by];
    // At the ends of a page, the neighbour is in the next page.
    if (next && this.#rows.rowOf(next.start) >= 0 && tokens.indexOf(next) > 0 && tokens.indexOf(next) < tokens.length - 1) {
      this.#active = { token: next, tokens };
      this.#reveal(this.#rows.rowOf(next.start));
      return this.#describe();
    }
    const same = (other) => other.start === token.start && other.end === token.end && other.id === token.id;
    const offset = by > 0 ? token.end : token.start - 1;
    await this.#select(offset, (page) => {
      const at = by > 0 ? page.findLastIndex(same) : page.findIndex(same);
      if (at >= 0 && page[at + by]) return page[at + by];
      return by > 0 ? page.find((other) => other.start >= token.end) : page.findLast((other) => other.end <= token.start);
    });
  }

  /** To the token of another row that is nearest below or above this one. */
  #toRow(row) {
    const rows = this.#rows;
    const to = Math.min(Math.max(row, 0), rows.count - 1);
    const column = this.#active.token.start - rows.start(rows.rowOf(this.#active.token.start));
    const wanted = Math.min(rows.start(to) + column, rows.start(to + 1) - 1);
    this.#select(wanted, (tokens) => {
      const inRow = tokens.filter(({ start }) => start >= rows.start(to) && start < rows.start(to + 1));
      return inRow.find(({ end }) => end > wanted) ?? inRow.at(-1) ?? tokens.find(({ end }) => end > wanted);
    });
  }

  /** Marks the active token where it is drawn. */
  #mark() {
    this.list.removeAttribute("aria-activedescendant");
    for (const option of this.window.querySelectorAll(".active")) {
      option.classList.remove("active");
      option.removeAttribute("id");
      if (option.role) option.ariaSelected = "false";
    }
    const active = this.#active?.token;
    if (!active) return;
    for (const option of this.window.querySelectorAll(".token, .token-part")) {
      const { token } = option;
      if (token.start !== active.start || token.id !== active.id || token.index !== active.index) continue;
      option.classList.add("active");
      if (option.role !== "option") continue;
      option.id = "active-token";
      option.ariaSelected = "true";
      if (token.index !== undefined && this.#total) {
        option.ariaPosInSet = token.index + 1;
        option.ariaSetSize = this.#total;
      }
      this.list.setAttribute("aria-activedescendant", option.id);
    }
  }

  #summarize() {
    const rows = this.#rows;
    const parts = [];
    if (this.#total !== undefined) parts.push(this.#say("tokens.tokens", { count: this.#total }));
    if (rows.done) {
      parts.push(this.#say("tokens.characters", { count: rows.characters }));
      if (this.#total && rows.characters) {
        parts.push(this.#say("tokens.per-character", { count: rows.characters / this.#total }));
        // Between spaces there are no words in Chinese or Japanese.
        if (rows.wide * 4 < rows.characters && rows.words) parts.push(this.#say("tokens.per-word", { count: this.#total / rows.words }));
      }
    }
    const text = parts.join(" · ");
    if (this.summary.textContent !== text) this.summary.textContent = text;
  }

  #describe() {
    this.#mark();
    if (!this.#active) {
      this.details.replaceChildren(element("p", "token-hint", this.#say(this.#rows?.count ? "tokens.hint" : "tokens.empty")));
      return;
    }
    const { token, tokens } = this.#active;
    const text = this.#rows.text;
    const at = tokens.indexOf(token);
    let [first, last] = [at, at];
    while (tokens[first - 1]?.end > tokens[first].start) first -= 1;
    while (tokens[last + 1]?.start < tokens[last].end) last += 1;
    const shown = text.slice(token.start, token.end);
    const kind = kindOf(token, tokens, text);
    const what = this.#say(`token.${kind}`, { part: at - first + 1, parts: last - first + 1 });
    const facts = [
      ["token.text", element("bdi", "token-text", isInvisible(shown) ? codePoints(shown) : visible(shown))],
      ["token.id", String(token.id)],
      ["token.bytes", element("code", "", hex(bytesOf(token, tokens, text)))],
      ["token.what", what],
    ];
    if (token.index !== undefined && this.#total) {
      const values = { index: token.index + 1, count: this.#total };
      facts.push(["token.place", this.#say("token.place-of", values)]);
    }
    const list = element("dl", "", ...facts.map(([key, value]) => element("div", "", element("dt", "", this.#say(key)), element("dd", "", value))));
    const step = (key, by) => {
      const button = element("button", "", this.#say(key));
      button.type = "button";
      button.onclick = () => this.#step(by);
      return button;
    };
    const had = this.details.contains(this.#root.activeElement) ? Array.from(this.details.querySelectorAll("button")).indexOf(this.#root.activeElement) : -1;
    this.details.replaceChildren(list, element("div", "token-steps", step("token.previous", -1), step("token.next", 1)));
    if (had >= 0) this.details.querySelectorAll("button")[had].focus();
  }
}

export { Tokens as default };
