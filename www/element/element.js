import { TokenfareError } from "../load/error.js";
import { importModule } from "../load/module.js";
import { progress } from "../load/progress.js";
import { localeOf } from "./locale.js";
import { outline } from "./outline.js";
import { plainWords } from "./plain.js";
import { SETTINGS, read, write } from "./settings.js";
import { follow } from "./source.js";

// Said apart, for whoever bundles this must not take it for one of their files.
const here = import.meta.url;

let mounted;
/** All that an element loads when it starts. */
async function mount() {
  mounted ??= await importModule(() => import("./mount.js"), new URL("./mount.js", here).href);
  return mounted;
}

/** So many milliseconds may pass before a start is shown to be on its way, and before a failure is told. */
const [SOON, LATE] = [600, 1500];

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
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const common = Math.min(...indents, Infinity);
  return lines
    .map((line) => line.slice(common))
    .join("\n")
    .trim();
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
  // What it does as a guest of the page, while there is a widget: guest.js.
  #guest;
  #notices;
  #tokens;
  #files;
  #releaseRoot;
  // The files and the system prompt that go with the text; they outlive the widget, as the text does.
  #kept = { files: [] };
  // The text while there is no counter to ask.
  #text;
  #report;
  // Each start and stop is a turn; what belongs to an older turn is dropped.
  #turn = 0;
  #starting = false;
  #failed = false;
  #reflecting = false;
  // The reader has started it with the button, which is gone now: the focus goes on in the widget.
  #pressed = false;
  #source;
  #forElement;
  #messages;
  #unreadNote;
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
    shadow.adoptedStyleSheets = [outline()];
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
      const { languageFor, loadMessages } = await mount();
      button.textContent = (await loadMessages(languageFor(localeOf(this))))["element.start"] ?? button.textContent;
    } catch {
      // It is a button in English then.
    }
  }

  async #start() {
    if (this.#starting || this.#widget || !this.isConnected) return;
    this.#starting = true;
    // What was promised before has failed.
    if (this.#failed) this.#ready = undefined;
    this.#failed = false;
    this.#rest();
    const turn = ++this.#turn;
    const arrived = this.#showProgress();
    try {
      const locale = localeOf(this);
      const { Announcer, Counter, FileCounters, TokenIsland, home, live, loadExports, prepare, takeDrops, takeRoot, today } = await mount();
      const { Widget, style, messages, language, catalog, refused } = await prepare(locale, this.catalog);
      if (turn !== this.#turn || !this.isConnected) return;
      this.#messages = messages;
      const shadow = this.shadowRoot;
      this.#wear(style);
      this.#wear(outline("released"), false);
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
      this.#counter.onblocked = (detail) => this.#widget?.note("worker-blocked", detail);
      this.#counter.onerror = (code, message) => this.#dispatch("error", { code, message });
      this.#files = new FileCounters(this.#counter);
      this.#tokens = new TokenIsland(root, messages, {
        element: this,
        counter: this.#counter,
        locale,
        announce: (sentence) => this.#announcer?.announce(sentence),
      });
      this.#pressed = shadow.activeElement !== null;
      takeDrops(root, (source) => this.#add(source));
      // Yew may draw a little later; a text that has changed is not exact from this moment on.
      root.addEventListener("input", ({ target }) => target.matches("textarea:not(#system-prompt)") && this.#doubt());
      shadow.replaceChildren(root, this.#notices, ...this.#announcer.regions);
      this.#guest = live(this, root, (name, on) => this.#wear(outline(name), on));
      this.#widget = new Widget(root, {
        counter: this.#counter,
        files: this.#files,
        messages,
        locale,
        text,
        settings: this.getAttributeNames().map((name) => [name, this.getAttribute(name)]),
        today: today(),
        catalog,
        // Yew draws a little later, and may do so when the widget is no longer this element's. An error thrown
        // back at it would leave every widget of the page broken.
        emit: (type, detail) => turn === this.#turn && this.#emit(type, detail),
        announce: (sentence) => this.#announcer?.announce(sentence),
        announceAnswer: (sentence) => this.#announcer?.answer(sentence),
        link: this.#opensLinks && location.hash.startsWith("#tokenfare=") ? location.href : undefined,
        setAttributes: (settings) => turn === this.#turn && this.#setAttributes(settings),
        home,
        ...this.#page(loadExports),
        addFiles: (field) => this.#add(field),
        drawn: (total, state) => {
          // Yew writes only what it takes to have changed.
          shadow.querySelector(".layout")?.setAttribute("data-state", state);
          this.#guest?.drawn();
          this.#tokens?.draw(total);
          this.#tellOfUnread();
        },
      });
      if (refused) this.#widget.note("catalog-failed", refused);
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.#unmount();
      await this.#fail(cause);
    } finally {
      arrived();
      if (turn === this.#turn) this.#starting = false;
    }
  }

  /** Puts on a style sheet, or takes it off. */
  #wear(sheet, on = true) {
    const { adoptedStyleSheets: worn } = this.shadowRoot;
    if (worn.includes(sheet) !== on) {
      this.shadowRoot.adoptedStyleSheets = on ? [...worn, sheet] : worn.filter((other) => other !== sheet);
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
    this.#tokens?.close();
    this.#widget?.unmount();
    // The node outlives the widget, and must not hold the element.
    this.#releaseRoot?.();
    this.#releaseRoot = undefined;
    this.#counter?.close();
    this.#announcer?.stop();
    this.#guest?.stop();
    this.#unreadNote = undefined;
    this.#widget = this.#counter = this.#files = this.#announcer = this.#notices = undefined;
    this.#tokens = this.#guest = undefined;
  }

  /** Takes files from a field, or from what was dropped, to go with the text. */
  #add(source) {
    const files = [...source.files];
    this.#kept.files.push(...files);
    if ("value" in source) source.value = "";
    this.#files.add(files);
  }

  /** Takes away a file that goes with the text. */
  #removeFile(id) {
    const gone = this.#files.remove(id);
    this.#kept.files = this.#kept.files.filter((file) => file !== gone);
  }

  /** In another language, or with other prices. */
  #restart() {
    if (!this.#widget && !this.#starting && !this.#failed) return;
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
    this.#source = follow(
      page,
      () => this.forElement,
      (text) => (this.text = text),
      () => this.#followed(),
    );
  }

  /** Whether this element is what the page's address is about. */
  get #opensLinks() {
    return this.share === "hash";
  }

  /** The page's address has changed, or may be read from now on. */
  #relink = () => {
    if (this.#opensLinks && location.hash.startsWith("#tokenfare=")) this.#widget?.openLink(location.href);
  };

  /** Takes over settings as attributes, and no others. */
  #setAttributes(settings) {
    const said = new Map(settings);
    this.#reflecting = true;
    this.removeAttribute("plan");
    for (const name of SETTINGS.values()) {
      if (said.has(name)) this.setAttribute(name, said.get(name));
      else this.removeAttribute(name);
    }
    this.#reflecting = false;
  }

  /** What the widget asks of the page: few readers do, so what does it is fetched by those who do. */
  #page(loadExports) {
    const shadow = this.shadowRoot;
    return {
      page: () => (this.#opensLinks ? location.href.split("#")[0] : undefined),
      prompt: this.#kept.prompt,
      setPrompt: (text) => (this.#kept.prompt = text),
      removeFile: (id) => this.#removeFile(id),
      attribute: (name) => this.getAttribute(name) ?? undefined,
      release: async (done) => (await loadExports()).release(done),
      copy: async (text, done) => done(await (await loadExports()).copy(text)),
      download: async (text, type, name) => (await loadExports()).download(new Blob([text], { type }), name),
      save: async (button, name, kind) => (await loadExports()).savePicture(button, name, kind),
      saveAnswer: async (...card) => (await loadExports()).saveAnswer(shadow.querySelector(".tokenfare"), ...card),
      select: (id) => queueMicrotask(() => {
        const field = shadow.getElementById(id);
        field?.focus();
        field?.select?.();
      }),
    };
  }

  /** Says that what may be a conversation is counted as plain text, for as long as it is. */
  #tellOfUnread() {
    const unread = this.#counter?.unread;
    if (!unread === !this.#unreadNote) return;
    this.#unreadNote?.remove();
    this.#unreadNote = unread && this.#noteAbove("conversation-unread", unread);
    if (!unread) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = this.#messages["failure.retry"];
    again.onclick = () => {
      // The button goes; the reader goes on where the text is.
      this.shadowRoot.querySelector("textarea")?.focus();
      this.#counter.retry();
    };
    this.#unreadNote.append(again);
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
    this.#doubt();
    this.#widget.setText(text);
  }

  /** Takes the word "exact" back until the widget has counted again. */
  #doubt() {
    this.shadowRoot.querySelector(".layout[data-state=exact]")?.setAttribute("data-state", "counting");
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
    note.textContent = note.textContent.replace("{value}", () => value);
    note.setAttribute("role", "alert");
    this.shadowRoot.prepend(note);
    return note;
  }

  /** Shows that files are on their way, and how far they are, if they take long. Returns how to end that. */
  #showProgress() {
    const bar = document.createElement("progress");
    bar.part = "progress";
    const grow = () => {
      const { share } = progress;
      if (share !== undefined) bar.value = share;
    };
    const soon = setTimeout(() => {
      bar.ariaLabel = "tokenfare";
      this.shadowRoot.prepend(bar);
      progress.addEventListener("change", grow);
    }, SOON);
    return () => {
      clearTimeout(soon);
      progress.removeEventListener("change", grow);
      bar.remove();
    };
  }

  /** The sentence of a failure in the reader's language, and how to try again. */
  async #words(code) {
    const locale = localeOf(this);
    const { sentence, again } = plainWords(locale);
    if (!mounted) return [sentence, again];
    // The messages may be what is missing.
    const late = new Promise((resolve) => setTimeout(resolve, LATE));
    const language = mounted.loadMessages(mounted.languageFor(locale)).catch(() => {});
    const messages = await Promise.race([language, late]);
    if (!messages) return [sentence, again];
    return [messages[`failure.${code}`] ?? messages["failure.widget-failed"], messages["failure.retry"]];
  }

  /** Says in place of the widget why there is none, and offers to try again. The element's own text stands. */
  async #fail(cause) {
    const { code = "widget-failed", message } = cause;
    const turn = this.#turn;
    const [sentence, again] = await this.#words(code);
    if (turn !== this.#turn || !this.isConnected) return;
    const notice = document.createElement("p");
    notice.part = "notice";
    notice.setAttribute("role", "alert");
    notice.title = message;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = again;
    button.onclick = () => {
      this.#pressed = true;
      this.#start();
    };
    notice.append(`${sentence} `, button);
    const slot = document.createElement("slot");
    slot.className = "stands";
    this.shadowRoot.replaceChildren(notice, slot);
    this.#wear(outline("released"));
    this.#failed = true;
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
      // Now the counter knows in which encoding it counts.
      this.#files.add(this.#kept.files);
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
const word =
  (...words) =>
  (value) =>
    words.includes(value) ? value : words[0];

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
