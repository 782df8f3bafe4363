// @ts-check
import { Details } from "./details.js";
import { make } from "./make.js";
import { RowMaker } from "./row.js";
import { Rows } from "./rows.js";
import { tokensOf } from "./token.js";

/**
 * A page of rows: its tokens, once they have arrived.
 *
 * @typedef {import("./token.js").Token} Token
 * @typedef {import("./row.js").Option} Option
 * @typedef {{ tokens: Token[] | undefined, arrived: Promise<Token[] | undefined> }} Page
 */

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
  #root;
  #details;
  // Before a text is laid out there are no rows.
  #rows = new Rows("", 1);
  /**
   * The text being laid out, while the rows of the one before still show.
   * @type {Rows | undefined}
   */
  #next;
  /** @type {Map<number, Page>} */
  #pages = new Map();
  /** @type {Map<number, { line: HTMLElement, tokens: Token[] | undefined }>} */
  #drawn = new Map();
  /** @type {{ token: Token, tokens: Token[] } | undefined} */
  #active;
  /** @type {number | undefined} */
  #total;
  // Whether it is known where tokens begin and end.
  #bordersKnown = true;
  // Which text and count are shown.
  #state = "";
  #spaces = false;
  #frame = 0;
  #sheet = new CSSStyleSheet();
  #size = new ResizeObserver(() => this.#measure());
  #columns = 0;
  #height = 0;
  #summary = make("p", "token-summary");
  #window = make("div", "token-window");
  #list = make("div", "token-list", make("div", "token-canvas", this.#window));
  #probe = make("span", "token-probe", "0".repeat(20));

  /**
   * For sections.js; `place` is an empty element in a shadow root.
   *
   * @param {HTMLElement} place
   * @param {{ counter: import("../count/counter.js").Counter, say: import("./make.js").Say }} scene
   */
  constructor(place, { counter, say }) {
    this.#counter = counter;
    this.#say = say;
    this.#root = /** @type {ShadowRoot} */ (place.getRootNode());
    this.#details = new Details(say, (by) => this.#step(by));
    const toggle = make("input");
    toggle.type = "checkbox";
    toggle.onchange = () => {
      this.#spaces = toggle.checked;
      this.#redraw();
    };
    const list = this.#list;
    list.tabIndex = 0;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", say("tokens.list"));
    list.onscroll = () => this.#schedule();
    list.onkeydown = (event) => this.#key(event);
    list.onclick = (event) => this.#click(event);
    list.onfocus = () => this.#active ?? this.#first();
    this.#probe.ariaHidden = "true";
    const label = make("label", "token-toggle", toggle, say("tokens.spaces"));
    place.classList.add("text-tokens");
    place.replaceChildren(label, list, this.#details.root, this.#summary, this.#probe);
    // A style sheet of its own moves the rows without `style` attributes.
    this.#sheet.replaceSync(".token-canvas { block-size: 0 } .token-window { transform: none }");
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, this.#sheet];
    this.#size.observe(list);
  }

  /**
   * The style of what holds the rows, or of what moves them.
   *
   * @param {number} at
   */
  #style(at) {
    return /** @type {CSSStyleRule} */ (this.#sheet.cssRules[at]).style;
  }

  /**
   * `tokens` is absent while there is no exact count.
   *
   * @param {number} [tokens]
   */
  update(tokens) {
    const state = `${this.#counter.generation} ${tokens}`;
    if (state === this.#state) return;
    this.#state = state;
    this.#total = tokens;
    this.#pages.clear();
    if (this.#rows.text === this.#counter.text) return this.#redraw();
    this.#layOut();
  }

  close() {
    this.#size.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#next = undefined;
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #measure() {
    const columns = Math.floor((this.#list.clientWidth - 24) / (this.#probe.offsetWidth / 20));
    this.#height = this.#probe.offsetHeight;
    if (columns === this.#columns || columns < 1) return this.#schedule();
    this.#columns = columns;
    this.#layOut();
  }

  /** Cuts the text into rows, slice by slice; the rows before it show until it has caught up with them. */
  #layOut() {
    if (!this.#columns) return;
    const next = (this.#next = new Rows(this.#counter.text, this.#columns));
    const slice = () => {
      if (this.#next !== next) return;
      next.advance(performance.now() + SLICE);
      const seen = this.#rows.start(this.#top() + 2 * this.#inSight());
      if (this.#rows !== next && (next.done || next.start(next.count) > seen)) this.#adopt(next);
      if (next.done) {
        this.#next = undefined;
        if (this.#active) this.#reveal(next.rowOf(this.#active.token.start));
      } else requestAnimationFrame(slice);
      this.#schedule();
    };
    slice();
  }

  /** @param {Rows} rows */
  #adopt(rows) {
    // In rows of another width the reader's token is the same.
    if (rows.text !== this.#rows.text) this.#active = undefined;
    this.#rows = rows;
    this.#pages.clear();
    this.#redraw();
  }

  #redraw() {
    this.#drawn.clear();
    this.#window.replaceChildren();
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
  #inSight = () => this.#list.clientHeight / (this.#height || 1);

  /** By how much the rows move for each pixel of the scroll bar: 1 but for the longest texts. */
  #speed() {
    const seen = this.#list.clientHeight;
    const height = this.#rows.count * this.#height;
    return height <= HIGHEST ? 1 : (height - seen) / (HIGHEST - seen);
  }

  #top = () => Math.floor((this.#list.scrollTop * this.#speed()) / this.#height);

  #draw() {
    if (!this.#height) return;
    const rows = this.#rows;
    const maker = new RowMaker(rows.text, this.#spaces);
    const top = this.#top();
    const [first, last] = [Math.max(0, top - MARGIN), Math.min(rows.count, Math.ceil(top + this.#inSight() + MARGIN))];
    this.#style(0).blockSize = `${Math.min(rows.count * this.#height, HIGHEST)}px`;
    const { scrollTop } = this.#list;
    this.#style(1).transform = `translateY(${first * this.#height - scrollTop * (this.#speed() - 1)}px)`;
    for (const [at, { line }] of this.#drawn) {
      if (at >= first && at < last) continue;
      line.remove();
      this.#drawn.delete(at);
    }
    let cursor = this.#window.firstChild;
    for (let at = first; at < last; at += 1) {
      const drawn = this.#drawn.get(at);
      const page = this.#page(Math.floor(at / PAGE));
      if (drawn && (drawn.tokens || !page.tokens)) {
        cursor = drawn.line.nextSibling;
        continue;
      }
      const line = maker.row(rows.start(at), rows.start(at + 1), page.tokens);
      this.#drawn.set(at, { line, tokens: page.tokens });
      if (drawn) drawn.line.replaceWith(line);
      else this.#window.insertBefore(line, cursor);
      cursor = line.nextSibling;
    }
    // Until tokens arrive, a list with text has nothing to choose from.
    this.#list.ariaBusy = String(rows.count > 0 && this.#bordersKnown && !this.#window.querySelector("[role=option]"));
    this.#mark();
    this.#summarize();
  }

  /**
   * The tokens of a page of rows: at hand, or on their way.
   *
   * @param {number} at
   * @returns {Page}
   */
  #page(at) {
    const known = this.#pages.get(at);
    if (known) return known;
    const rows = this.#rows;
    const arrived = this.#counter.spans(rows.start(at * PAGE), rows.start((at + 1) * PAGE)).then((packed) => {
      const tokens = packed && tokensOf(packed);
      // Of some encodings only counts are known: then the text stays plain.
      if (tokens?.length) page.tokens = tokens;
      if (tokens && this.#bordersKnown !== tokens.length > 0) {
        this.#bordersKnown = tokens.length > 0;
        this.#describe();
      }
      if (this.#pages.get(at) === page) this.#schedule();
      return page.tokens;
    });
    /** @type {Page} */
    const page = { tokens: undefined, arrived };
    this.#pages.set(at, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > PAGES) this.#pages.delete(oldest);
    return page;
  }

  #first() {
    this.#select(this.#rows.start(this.#top()));
  }

  // Where the reader is: a token by where it starts and which of those that start there it is.
  /**
   * @param {number} offset
   * @param {(tokens: Token[], row: number) => Token | undefined} pick
   */
  async #select(offset, pick = (tokens) => tokens.find((token) => token.end > offset)) {
    const rows = this.#rows;
    if (!rows.count) return;
    const row = rows.rowOf(Math.min(Math.max(offset, 0), rows.start(rows.count) - 1));
    const tokens = await this.#page(Math.floor(row / PAGE)).arrived;
    const token = tokens && pick(tokens, row);
    if (!token || rows !== this.#rows) return;
    this.#active = { token, tokens };
    this.#reveal(rows.rowOf(token.start));
    this.#describe();
  }

  /** @param {number} row */
  #reveal(row) {
    const [top, bottom] = [row * this.#height, (row + 1) * this.#height];
    const speed = this.#speed();
    const seen = this.#list.scrollTop * speed;
    if (top < seen) this.#list.scrollTop = top / speed;
    else if (bottom > seen + this.#list.clientHeight) this.#list.scrollTop = (bottom - this.#list.clientHeight) / speed;
    this.#schedule();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const clicked = /** @type {Element} */ (event.target);
    const option =
      clicked.closest(".token, .token-part") ?? clicked.closest(".token-shared")?.querySelector(".token-part");
    const drawn = Array.from(this.#drawn.values()).find(({ line }) => option && line.contains(option));
    if (!drawn?.tokens) return;
    this.#active = { token: /** @type {Option} */ (option).token, tokens: drawn.tokens };
    this.#mark();
    this.#describe();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = this.#rows;
    if (!this.#active || event.altKey || event.metaKey) return;
    const { token } = this.#active;
    const row = rows.rowOf(token.start);
    const forward = getComputedStyle(this.#list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const screen = Math.max(1, Math.floor(this.#inSight()) - 1);
    const last = rows.start(rows.count);
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#step(event.key === forward ? 1 : -1);
    else if (event.key === "ArrowDown") this.#toRow(row + 1);
    else if (event.key === "ArrowUp") this.#toRow(row - 1);
    else if (event.key === "PageDown") this.#toRow(row + screen);
    else if (event.key === "PageUp") this.#toRow(row - screen);
    else if (event.key === "Home") this.#select(event.ctrlKey ? 0 : rows.start(row));
    else if (event.key === "End")
      this.#select(event.ctrlKey ? last : rows.start(row + 1) - 1, (tokens) =>
        tokens.findLast((other) => other.start < (event.ctrlKey ? last : rows.start(row + 1))),
      );
    else return;
    event.preventDefault();
  }

  /**
   * To the token after this one, or before it.
   *
   * @param {number} by
   */
  async #step(by) {
    if (!this.#active) return;
    const { token, tokens } = this.#active;
    const next = tokens[tokens.indexOf(token) + by];
    // At the ends of a page, the neighbour is in the next page.
    if (
      next &&
      this.#rows.rowOf(next.start) >= 0 &&
      tokens.indexOf(next) > 0 &&
      tokens.indexOf(next) < tokens.length - 1
    ) {
      this.#active = { token: next, tokens };
      this.#reveal(this.#rows.rowOf(next.start));
      return this.#describe();
    }
    /** @param {Token} other */
    const same = (other) => other.start === token.start && other.end === token.end && other.id === token.id;
    const offset = by > 0 ? token.end : token.start - 1;
    await this.#select(offset, (page) => {
      const at = by > 0 ? page.findLastIndex(same) : page.findIndex(same);
      if (at >= 0 && page[at + by]) return page[at + by];
      return by > 0
        ? page.find((other) => other.start >= token.end)
        : page.findLast((other) => other.end <= token.start);
    });
  }

  /**
   * To the token of another row that is nearest below or above this one.
   *
   * @param {number} row
   */
  #toRow(row) {
    if (!this.#active) return;
    const rows = this.#rows;
    const to = Math.min(Math.max(row, 0), rows.count - 1);
    const { start } = this.#active.token;
    const column = start - rows.start(rows.rowOf(start));
    const wanted = Math.min(rows.start(to) + column, rows.start(to + 1) - 1);
    this.#select(wanted, (tokens) => {
      const inRow = tokens.filter(({ start }) => start >= rows.start(to) && start < rows.start(to + 1));
      return inRow.find(({ end }) => end > wanted) ?? inRow.at(-1) ?? tokens.find(({ end }) => end > wanted);
    });
  }

  /** Marks the active token where it is drawn. */
  #mark() {
    this.#list.removeAttribute("aria-activedescendant");
    for (const option of this.#window.querySelectorAll(".active")) {
      option.classList.remove("active");
      option.removeAttribute("id");
      if (option.role) option.ariaSelected = "false";
    }
    const active = this.#active?.token;
    if (!active) return;
    /** @type {NodeListOf<Option>} */
    const options = this.#window.querySelectorAll(".token, .token-part");
    for (const option of options) {
      const { token } = option;
      if (token.start !== active.start || token.id !== active.id || token.index !== active.index) continue;
      option.classList.add("active");
      if (option.role !== "option") continue;
      option.id = "active-token";
      option.ariaSelected = "true";
      if (token.index !== undefined && this.#total) {
        option.ariaPosInSet = String(token.index + 1);
        option.ariaSetSize = String(this.#total);
      }
      this.#list.setAttribute("aria-activedescendant", option.id);
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
        if (rows.wide * 4 < rows.characters && rows.words)
          parts.push(this.#say("tokens.per-word", { count: this.#total / rows.words }));
      }
    }
    const text = parts.join(" · ");
    if (this.#summary.textContent !== text) this.#summary.textContent = text;
  }

  #describe() {
    this.#mark();
    const active = this.#active;
    if (active) this.#details.show(active.token, active.tokens, this.#rows.text, this.#total);
    else if (!this.#rows.count) this.#details.hint("tokens.empty");
    else this.#details.hint(this.#bordersKnown ? "tokens.hint" : "tokens.borders-unknown");
  }
}

export { Tokens as default };
