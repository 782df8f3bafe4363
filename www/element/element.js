import { TokenfareError } from "../load/error.js";
import { SETTINGS, read, write } from "./settings.js";
import { follow } from "./source.js";

// What must hold before anything else is loaded: the space is kept, and the colours are the page's.
// It is the space that the widget will take, or, where that is more, as much as a screen shows of it.
const BASE = `
:host { display: block; contain: layout style; min-block-size: var(--tokenfare-reserve, 76rem) }
:host([view=compact]) { min-block-size: var(--tokenfare-reserve, 21.5rem) }
:host([view=tokens]) { min-block-size: var(--tokenfare-reserve, 56.5rem) }
:host([view=chart]) { min-block-size: var(--tokenfare-reserve, 42rem) }
@media (width < 50rem) {
  :host([view=compact]) { min-block-size: var(--tokenfare-reserve, 33.5rem) }
  :host([view=tokens]) { min-block-size: var(--tokenfare-reserve, 75rem) }
  :host([view=chart]) { min-block-size: var(--tokenfare-reserve, 52rem) }
}
:host([view=badge]) { display: inline-block; min-block-size: var(--tokenfare-reserve, 1.75rem) }
:host([view=badge]) slot { display: none }
:host([hidden]) { display: none }
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
`;

let base;
/** Made with the first element: there is no CSSStyleSheet where no page is. */
function baseStyle() {
  if (!base) {
    base = new CSSStyleSheet();
    base.replaceSync(BASE);
  }
  return base;
}

const starts = new WeakMap();
let viewport;
/** Calls `start` once `element` comes within half a screen of the viewport. */
function whenNear(element, start) {
  viewport ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) starts.get(target)?.();
    },
    { rootMargin: "50%" },
  );
  starts.set(element, start);
  viewport.observe(element);
}

/** Text as it stands in HTML, without the indentation it has only there. */
function dedent(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const common = Math.min(...indents, Infinity);
  return lines.map((line) => line.slice(common)).join("\n").trim();
}

/** Attributes that are no settings. The element passes on whichever it does not know itself. */
const OTHERS = ["plan", "text", "view", "lang", "theme", "loading", "for", "catalog", "share"];

/** What wakes an element that waits for the reader. */
const TOUCHES = ["pointerdown", "focusin", "keydown"];

/**
 * `<token-fare>`: what a text costs under every way of paying for a language model. Its contract is
 * in tokenfare.d.ts.
 *
 * This class is small and stands alone: the rest is loaded when the element comes near the viewport.
 * The attributes are the state. When the reader moves a control, the attribute follows, so that an
 * element which is copied, or taken out and put back, is the same element.
 */
export class TokenFare extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...SETTINGS.values(), ...OTHERS];

  #widget;
  #counter;
  #announcer;
  #notices;
  #sections;
  #releaseRoot;
  // The files and the system prompt that go with the text; they outlive the widget, as the text does.
  #kept = { files: [] };
  // The text while there is no counter to ask.
  #text;
  #report;
  // Each start and stop is a turn; what belongs to an older turn is dropped.
  #turn = 0;
  #starting = false;
  #reflecting = false;
  // The reader has started it with the button, which is gone now: the focus goes on in the widget.
  #pressed = false;
  #source;
  #forElement;
  #messages;
  #linkNote;
  #currencyNote;
  #lacking = "";
  #ready;
  #settle;
  #upgraded = false;

  /** Resolves with the element once it shows its first report; rejects when it cannot. */
  get ready() {
    if (!this.#ready) {
      this.#ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
      // Nobody has to wait for it.
      this.#ready.catch(() => {});
    }
    return this.#ready;
  }

  /** The newest report: the `detail` of the last `tokenfare-change`. */
  get report() {
    return this.#report;
  }

  /** The text as it stands, with what the reader has done to it. */
  get text() {
    return this.#counter?.text ?? this.#text ?? this.getAttribute("text") ?? dedent(this.textContent);
  }

  set text(text) {
    this.#text = String(text ?? "");
    if (this.#widget) this.#show(this.#text);
  }

  /** The element whose text is priced: the one that `for` names, or one that has no id. */
  get forElement() {
    return this.#forElement ?? this.getRootNode().getElementById?.(this.getAttribute("for")) ?? null;
  }

  set forElement(element) {
    this.#forElement = element ?? undefined;
    this.#follow();
  }

  connectedCallback() {
    if (!this.#upgraded) this.#upgrade();
    addEventListener("hashchange", this.#relink);
    this.#follow();
    this.#wait();
  }

  // Moving an element disconnects it too, so wait and see whether it comes back.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  /** With this, `moveBefore` moves the element without taking it down. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, value) {
    if (this.#reflecting || !this.#upgraded || !this.isConnected) return;
    if (name === "loading") this.#wait();
    else if (name === "for") this.#follow();
    else if (name === "text") this.text = value;
    else if (name === "share") this.#relink();
    else if (["lang", "catalog"].includes(name) && before !== value) this.#restart();
    else this.#widget?.set(name, value ?? undefined);
  }

  /** Takes over what was set before there was this class. */
  #upgrade() {
    this.#upgraded = true;
    for (const property of [...SETTINGS.keys(), ...OTHERS, "forElement"]) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [baseStyle()];
    // The element's own text goes on standing there.
    shadow.replaceChildren(document.createElement("slot"));
  }

  /** Starts now, near the viewport, or when the reader turns to it, as `loading` says. */
  #wait() {
    if (this.#widget || this.#starting) return;
    const start = () => this.#start();
    const loading = this.loading;
    this.#rest();
    for (const touch of TOUCHES) this.addEventListener(touch, this.#touched);
    if (loading === "eager" || !globalThis.IntersectionObserver) start();
    else if (loading === "interaction") whenNear(this, () => this.#offer());
    else whenNear(this, start);
  }

  #touched = () => this.#start();

  /** Waits for nothing any more. */
  #rest() {
    viewport?.unobserve(this);
    for (const touch of TOUCHES) this.removeEventListener(touch, this.#touched);
  }

  /** Shows the button that starts it, in the page's language. */
  async #offer() {
    viewport?.unobserve(this);
    const button = document.createElement("button");
    button.type = "button";
    button.part = "start";
    button.textContent = "What does this cost?";
    this.shadowRoot.replaceChildren(document.createElement("slot"), button);
    try {
      const { languageFor, loadMessages, localeOf } = await import("./mount.js");
      button.textContent = (await loadMessages(languageFor(localeOf(this))))["element.start"] ?? button.textContent;
    } catch {
      // It is a button in English then.
    }
  }

  async #start() {
    if (this.#starting || this.#widget || !this.isConnected) return;
    this.#starting = true;
    this.#rest();
    const turn = ++this.#turn;
    try {
      const { Announcer, Counter, Sections, localeOf, prepare, savePicture, takeDrops, takeRoot, today } = await import("./mount.js");
      const locale = localeOf(this);
      const { Widget, style, messages, language, catalog, refused } = await prepare(locale, this.catalog);
      const link = await this.#link();
      if (turn !== this.#turn || !this.isConnected) return;
      this.#messages = messages;
      if (link) this.#adopt(link);
      const shadow = this.shadowRoot;
      shadow.adoptedStyleSheets = [baseStyle(), style];
      const { root, release } = takeRoot();
      this.#releaseRoot = release;
      root.className = "tokenfare";
      root.part = "widget";
      root.lang = language;
      root.dir = messages.direction;
      this.#followed(root);
      this.#notices = document.createElement("div");
      this.#notices.className = "notices";
      const text = this.#sourceText() ?? this.text;
      this.#announcer = new Announcer();
      this.#counter = new Counter();
      this.#counter.onblocked = (detail) => this.#note("worker-blocked", messages, detail);
      this.#counter.onerror = (code, message) => this.#dispatch("error", { code, message });
      this.#sections = new Sections(root, messages, {
        element: this,
        counter: this.#counter,
        locale,
        announce: (sentence) => this.#announcer?.announce(sentence),
        kept: this.#kept,
        tell: {
          files: (...weights) => this.#widget?.attach(...weights),
          prompt: (tokens) => this.#widget?.setSystem(tokens),
        },
      });
      this.#pressed = shadow.activeElement !== null;
      takeDrops(root, (source) => this.#add(source));
      shadow.replaceChildren(root, this.#notices, ...this.#announcer.regions);
      this.#widget = new Widget(root, {
        counter: this.#counter,
        messages,
        locale,
        text,
        settings: this.getAttributeNames().map((name) => [name, this.getAttribute(name)]),
        today: today(),
        catalog,
        emit: (type, detail) => this.#emit(type, detail),
        announce: (sentence) => this.#announcer?.announce(sentence),
        save: savePicture,
        addFiles: (field) => this.#add(field),
        drawn: (total) => {
          this.#sections?.draw(total);
          this.#tellOfCurrency();
        },
      });
      if (this.#kept.files.length) this.#attach();
      if (refused) this.#note("catalog-failed", messages, refused);
      if (link) this.#tellOfLink(link);
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.#unmount();
      await this.#fail(cause);
    } finally {
      if (turn === this.#turn) this.#starting = false;
    }
  }

  #stop() {
    removeEventListener("hashchange", this.#relink);
    this.#turn += 1;
    this.#starting = false;
    this.#rest();
    this.#source?.stop();
    this.#source = undefined;
    this.#unmount();
  }

  #unmount() {
    if (this.#widget) this.#text = this.#counter.text;
    this.#sections?.close();
    this.#kept.added = undefined;
    this.#widget?.unmount();
    // The node outlives the widget, and must not hold the element.
    this.#releaseRoot?.();
    this.#releaseRoot = undefined;
    this.#counter?.close();
    this.#announcer?.stop();
    this.#lacking = "";
    this.#widget = this.#counter = this.#announcer = this.#notices = this.#sections = undefined;
  }

  /** Takes files from a field, or from what was dropped, to go with the text. */
  #add(source) {
    const kept = this.#kept;
    kept.files.push(...source.files);
    if ("value" in source) source.value = "";
    if (kept.added) kept.added();
    else this.#attach();
  }

  /** Has the widget leave a place for the files, in which they are counted. */
  #attach() {
    this.#widget.attach(this.#kept.files.length, "", 0, false, false);
  }

  /** In another language, or with other prices. */
  #restart() {
    if (!this.#widget && !this.#starting) return;
    this.#turn += 1;
    this.#starting = false;
    this.#unmount();
    this.#start();
  }

  /** Prices the text of another element from now on, if there is one to follow. */
  #follow() {
    this.#source?.stop();
    this.#source = undefined;
    this.#followed();
    const id = this.getAttribute("for");
    if (!this.isConnected || !(id || this.#forElement)) return;
    // An element that has no id is the one it is; one with an id may come later.
    const page = this.#forElement ? undefined : this.getRootNode();
    this.#source = follow(page, () => this.forElement, (text) => (this.text = text), () => this.#followed());
  }

  /** The page's address has changed, or may be read from now on. */
  #relink = async () => {
    const link = this.#widget && (await this.#link());
    if (!link || !this.#widget) return;
    this.#adopt(link);
    this.#tellOfLink(link);
  };

  /** What the page's address says, where this element is to open links and that is one; see link.js. */
  async #link() {
    if (this.share !== "hash" || !location.hash.startsWith("#tokenfare=")) return undefined;
    try {
      const { readLink } = await import("./link.js");
      return await readLink(location.href);
    } catch ({ code, message }) {
      return { settings: [], refused: [], failed: code === "link-unknown" ? code : "link-failed", message };
    }
  }

  /** Sets what a link says, and everything that it does not mention as it usually is. */
  #adopt({ settings, text, failed }) {
    if (failed) return;
    const said = new Map(settings);
    this.removeAttribute("plan");
    for (const name of SETTINGS.values()) {
      if (said.has(name)) this.setAttribute(name, said.get(name));
      else this.removeAttribute(name);
    }
    if (typeof text === "string") this.text = text;
  }

  /** Says what of a link could not be used. */
  #tellOfLink({ refused, failed, message }) {
    this.#linkNote?.remove();
    const parts = refused.map(([name, value]) => `${name}=${value}`).join(", ");
    if (failed) this.#linkNote = this.#noteAbove(failed, message);
    else if (parts) this.#linkNote = this.#noteAbove("link-damaged", parts, parts);
  }

  /** Says that amounts are dollars, where a currency lacks its rate or a rate its currency. */
  #tellOfCurrency() {
    const { currency, rate } = this.#report?.scenario ?? { currency: "USD" };
    const dollars = currency === "USD";
    const lacking = dollars && rate && rate !== "1" ? "currency-missing" : !dollars && !rate ? "rate-missing" : "";
    if (lacking === this.#lacking) return;
    this.#lacking = lacking;
    this.#currencyNote?.remove();
    const detail = dollars ? `a rate of ${rate} without a currency` : `${currency} without a rate`;
    if (lacking) this.#currencyNote = this.#noteAbove(lacking, detail, currency);
  }

  #sourceText() {
    return this.#source?.text();
  }

  /** A text that stands elsewhere on the page is edited there: the widget then has no field of its own. */
  #followed(root = this.shadowRoot?.querySelector(".tokenfare")) {
    root?.classList.toggle("following", this.#sourceText() !== undefined);
  }

  /** Puts a text into the widget, and into the field where the reader sees it. */
  #show(text) {
    if (text === this.#counter.text) return;
    const field = this.shadowRoot.querySelector("textarea");
    if (field) field.value = text;
    this.#widget.setText(text);
  }

  /** Says below the widget what does not work, where the widget itself goes on. */
  #note(code, messages, detail) {
    const note = document.createElement("p");
    note.className = "notice";
    note.part = "notice";
    note.textContent = messages[`failure.${code}`] ?? detail;
    note.title = detail;
    this.#notices?.append(note);
    this.#dispatch("error", { code, message: detail });
    return note;
  }

  /** Says above the widget what was asked for and is not shown; `value` stands in the sentence. */
  #noteAbove(code, detail, value) {
    const note = this.#note(code, this.#messages, detail);
    note.textContent = note.textContent.replace("{value}", value);
    note.setAttribute("role", "alert");
    this.shadowRoot.prepend(note);
    return note;
  }

  /** Says in place of the widget why there is none. The element's own text goes on standing there. */
  async #fail(cause) {
    const { code = "widget-failed", message } = cause;
    // Whatever is missing, the messages may be among it: this sentence must need nothing.
    let sentence = `Token costs cannot be shown here: ${message}.`;
    try {
      const { languageFor, loadMessages, localeOf } = await import("./mount.js");
      sentence = (await loadMessages(languageFor(localeOf(this))))[`failure.${code}`] ?? sentence;
    } catch {
      // The sentence above it is.
    }
    const notice = document.createElement("p");
    notice.part = "notice";
    notice.setAttribute("role", "alert");
    notice.textContent = sentence;
    notice.title = message;
    this.shadowRoot.replaceChildren(notice, document.createElement("slot"));
    void this.ready;
    this.#settle.reject(new TokenfareError(code, message, { cause }));
    this.#dispatch("error", { code, message });
  }

  #emit(type, detail) {
    if (type === "change") {
      this.#reflect(detail);
      this.#report = detail;
    }
    this.#dispatch(type, detail);
    if (type === "ready") {
      if (this.#pressed) this.shadowRoot.querySelector("textarea, button")?.focus();
      void this.ready;
      this.#settle.resolve(this);
    }
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(`tokenfare-${type}`, { detail, bubbles: true, composed: true }));
  }

  /** The attributes follow what the reader has set. */
  #reflect({ scenario }) {
    const before = this.#report?.scenario;
    if (!before) return;
    this.#reflecting = true;
    for (const [key, attribute] of SETTINGS) {
      if (String(scenario[key]) === String(before[key])) continue;
      const name = key === "plans" && this.hasAttribute("plan") ? "plan" : attribute;
      const value = scenario[key] === undefined ? null : write(scenario[key]);
      if (value === null) this.removeAttribute(name);
      else if (this.getAttribute(name) !== value) this.setAttribute(name, value);
    }
    this.#reflecting = false;
  }
}

/** Gives the class a property that is an attribute. */
function property(key, get, attribute = key) {
  Object.defineProperty(TokenFare.prototype, key, {
    configurable: true,
    enumerable: true,
    get() {
      return get(this.getAttribute(attribute));
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, write(value));
    },
  });
}

/** One of a few words; what is no such word is the first. */
const word = (...words) => (value) => (words.includes(value) ? value : words[0]);

for (const [key, attribute] of SETTINGS) property(key, (value) => read(key, value), attribute);
property("plan", (value) => read("plans", value));
property("view", word("full", "compact", "badge", "tokens", "chart"));
property("theme", word("auto", "light", "dark"));
property("loading", word("lazy", "eager", "interaction"));
property("share", word("off", "hash"));
property("for", (value) => value);
property("catalog", (value) => value);

/** Defines the element under a name, unless something is already defined under it. */
export function define(name) {
  // A class has one name only.
  if (!customElements.get(name)) customElements.define(name, class extends TokenFare {});
  return customElements.get(name);
}
