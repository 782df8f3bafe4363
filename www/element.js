import { Counter } from "./counter.js";
import { TokenfareError } from "./error.js";
import { instantiate } from "./wasm.js";

// Shared by every element on the page; a failed load is forgotten, so that a later element may try again.
const once = (load) => {
  let result;
  return () => (result ??= load().catch((error) => {
    result = undefined;
    throw error;
  }));
};

const loadWidget = once(() =>
  instantiate(import("./widget.js"), fetch(new URL("./widget.wasm", import.meta.url))),
);

const loadStyle = once(async () => {
  const sheet = new CSSStyleSheet();
  await sheet.replace(await fetchText(new URL("./tokenfare.css", import.meta.url)));
  return sheet;
});

const loadMessages = once(async () => JSON.parse(await fetchText(new URL("./lang/en.json", import.meta.url))));

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response.text();
}

/** Today where the reader is, as 2026-11-22: the day whose prices hold unless `on` names another. */
function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** Text as it stands in HTML, without the indentation it has only there. */
function dedent(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const common = Math.min(...indents, Infinity);
  return lines.map((line) => line.slice(common)).join("\n").trim();
}

/**
 * `<token-fare>`: what a text costs under every way of paying for a language model.
 *
 * The attributes are the scenario's fields in kebab-case, and their table is in the core: this
 * class passes on whatever attribute is set. The element's own text is the first text and what
 * stands where scripts do not run.
 */
export class TokenFare extends HTMLElement {
  #widget;
  #starting = false;
  #counter;
  // What the reader had written when the element was last taken out of the page.
  #text;
  #attributes = new MutationObserver((changes) => {
    for (const { attributeName } of changes) this.#pass(attributeName);
  });

  connectedCallback() {
    if (this.#starting || this.#widget) return;
    this.#starting = true;
    this.#start().catch((cause) => this.#fail(cause)).finally(() => (this.#starting = false));
  }

  // Moving an element disconnects it too, so wait and see whether it comes back.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  async #start() {
    const [{ Widget }, style, messages] = await Promise.all([loadWidget(), loadStyle(), loadMessages()]);
    if (!this.isConnected) return;
    // Not before: a shadow root hides the element's own text.
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [style];
    const root = document.createElement("div");
    root.className = "tokenfare";
    root.lang = "en";
    shadow.replaceChildren(root);
    this.#counter = new Counter();
    this.#widget = new Widget(root, {
      counter: this.#counter,
      messages,
      locale: this.closest("[lang]")?.lang || navigator.language,
      text: this.#text ?? dedent(this.textContent),
      settings: this.getAttributeNames().map((name) => [name, this.getAttribute(name)]),
      today: today(),
      emit: (type, detail) => this.#emit(type, detail),
    });
    this.#attributes.observe(this, { attributes: true });
  }

  #stop() {
    this.#attributes.disconnect();
    this.#text = this.shadowRoot?.querySelector("textarea")?.value;
    this.#widget?.unmount();
    this.#counter?.close();
    this.#widget = this.#counter = undefined;
  }

  #pass(attribute) {
    this.#widget?.set(attribute, this.getAttribute(attribute) ?? undefined);
  }

  #fail(cause) {
    const error = new TokenfareError("widget-failed", `the widget could not be loaded: ${cause.message}`, { cause });
    // Whatever is missing, the messages may be among it: this sentence must need nothing.
    const notice = document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.textContent = `Token costs cannot be shown here: ${cause.message}.`;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.replaceChildren(notice, document.createElement("slot"));
    this.#emit("error", { code: error.code, message: error.message });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(`tokenfare-${type}`, { detail, bubbles: true, composed: true }));
  }
}
