import { assets } from "./assets.js";
import { openFile, once } from "./file.js";
import { languageFor, loadMessages } from "./messages.js";
import { instantiate } from "./wasm.js";

export { Announcer } from "./announcer.js";
export { Counter } from "./counter.js";
export { localeOf } from "./messages.js";

// Shared by every element on the page.
const loadWidget = once(() => instantiate(import("./widget.js"), assets["widget.wasm"]));

const loadStyle = once(async () => {
  const response = await openFile(assets["tokenfare.css"]);
  return new CSSStyleSheet().replace(await response.text());
});

/** A price file of the page's own, packed, or why it is not taken. */
async function loadCatalog(url) {
  if (!url) return {};
  try {
    const response = await openFile(new URL(url, document.baseURI).href);
    const { packCatalog } = await import("./api.js");
    return { catalog: await packCatalog(await response.text()) };
  } catch (error) {
    return { refused: error.message };
  }
}

/**
 * All that an element needs before it can show the widget: in the language of `locale`, with the
 * prices at `catalogUrl` on top of those that ship. Without the latter it does what it can.
 */
export async function prepare(locale, catalogUrl) {
  const language = languageFor(locale);
  const [{ Widget }, style, messages, prices] = await Promise.all([
    loadWidget(),
    loadStyle(),
    loadMessages(language),
    loadCatalog(catalogUrl),
  ]);
  return { Widget, style, messages, language, ...prices };
}

/** Today where the reader is, as 2026-11-22: the day whose prices hold unless `on` names another. */
export function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** Few readers save a chart, so what it takes is fetched by those who do. */
export async function savePicture(button, name, kind) {
  const picture = await import("./picture.js");
  await picture.savePicture(button.closest("figure").querySelector(".plot"), name, kind);
}

/**
 * The tokens of a counter's text, while there is a place for them. Few readers open it, so what draws
 * them is fetched by those who do.
 */
export class TokenView {
  #counter;
  #say;
  #place;
  #total;
  #tokens;
  #shown;

  constructor(counter, messages, locale) {
    this.#counter = counter;
    this.#say = speaker(messages, locale);
  }

  /** In this place from now on, or in none; `total` is the exact count, if there is one. */
  show(place, total) {
    this.#total = total;
    if (place !== this.#place) this.#move(place);
    this.#update();
  }

  async #move(place) {
    this.#tokens?.close();
    this.#tokens = this.#shown = undefined;
    this.#place = place;
    if (!place) return;
    try {
      const { Tokens } = await import("./tokens.js");
      if (place !== this.#place) return;
      this.#tokens = new Tokens(place, this.#counter, this.#say);
      this.#update();
    } catch {
      place.textContent = this.#say("tokens.failed");
    }
  }

  #update() {
    const shown = `${this.#counter.generation} ${this.#total}`;
    if (!this.#tokens || shown === this.#shown) return;
    this.#shown = shown;
    this.#tokens.update(this.#total);
  }
}

/** Says a message with its values; its form is the one of the number `count`, where there are several. */
function speaker(messages, locale) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const plural = new Intl.PluralRules(messages.language);
  const written = (value) => (typeof value === "number" ? number.format(value) : value);
  return (key, values = {}) => {
    const message = messages[key] ?? key;
    const sentence = typeof message === "string" ? message : (message[plural.select(values.count)] ?? message.other);
    return sentence.replace(/\{([a-z]+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
  };
}
