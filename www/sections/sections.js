import { wear } from "../element/sheet.js";

/** What draws a section, by the name of its place in the widget. */
const MODULES = {
  currency: () => import("./currency.js"),
  files: () => import("./files.js"),
  prompt: () => import("./prompt.js"),
  share: () => import("./share.js"),
  tokens: () => import("../tokens/tokens.js"),
};

/** Those of them that have a style sheet of their own. */
const SHEETS = { files: "files.css", tokens: "tokens.css" };

/**
 * The sections that few readers open: what draws one is fetched by those who do.
 *
 * The widget leaves an empty place for each, `data-draws` with its name. A module's default export is
 * made with that place and the `scene`: the element, its counter, `say` for messages, the reader's
 * `locale`, `announce` for what is to be read out, `tell` for what the widget has to know, and `kept`,
 * which is still there when the widget starts anew. `update` is called after every drawing of the
 * widget, with the exact count of the text if there is one, and `close` when the place is gone.
 */
export class Sections {
  #root;
  #scene;
  #total;
  // place → what draws there; nothing while that is on its way.
  #drawing = new Map();

  /** `messages` are those of one language. */
  constructor(root, messages, scene) {
    this.#root = root;
    this.#scene = { ...scene, say: speaker(messages, scene.locale) };
  }

  /** The widget has been drawn; `total` is the exact count, if there is one. */
  draw(total) {
    this.#total = total;
    for (const [place, content] of this.#drawing) {
      if (this.#root.contains(place)) content?.update(total);
      else this.#leave(place);
    }
    for (const place of this.#root.querySelectorAll("[data-draws]")) {
      if (!this.#drawing.has(place)) this.#enter(place);
    }
  }

  close() {
    for (const place of this.#drawing.keys()) this.#leave(place);
  }

  async #enter(place) {
    this.#drawing.set(place, undefined);
    try {
      const name = place.dataset.draws;
      const [{ default: Content }] = await Promise.all([MODULES[name](), SHEETS[name] && wear(place, SHEETS[name])]);
      if (!this.#drawing.has(place)) return;
      const content = new Content(place, this.#scene);
      this.#drawing.set(place, content);
      content.update(this.#total);
    } catch {
      place.textContent = this.#scene.say("section.failed");
    }
  }

  #leave(place) {
    this.#drawing.get(place)?.close();
    this.#drawing.delete(place);
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
