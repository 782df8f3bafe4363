import { wear } from "../element/sheet.js";

/**
 * The list of tokens, in the slot that the widget leaves for it. It is the one thing that a module draws: what
 * depends on where the reader has scrolled to would have to pass through the widget for every row.
 *
 * The module's default export is made with the slot and the `context`: the element, its counter, `say` for
 * messages, the reader's `locale`, and `announce` for what is to be read out. `update` is called after every
 * drawing of the widget, with the exact count of the text if there is one, and `close` when the slot is gone.
 */
export class TokenIsland {
  #root;
  #context;
  #slot;
  // What draws in the slot; nothing while that is on its way.
  #tokens;
  #total;

  /** `messages` are those of one language. */
  constructor(root, messages, context) {
    this.#root = root;
    this.#context = { ...context, say: speaker(messages, context.locale) };
  }

  /** The widget has been drawn; `total` is the exact count, if there is one. */
  draw(total) {
    this.#total = total;
    const slot = this.#root.querySelector("[data-slot=tokens]");
    if (slot === this.#slot) return this.#tokens?.update(total);
    this.close();
    this.#slot = slot;
    if (slot) this.#enter(slot);
  }

  close() {
    this.#tokens?.close();
    this.#tokens = this.#slot = undefined;
  }

  async #enter(slot) {
    try {
      const [{ default: Tokens }] = await Promise.all([import("./tokens.js"), wear(slot, "tokens.css")]);
      if (slot !== this.#slot) return;
      this.#tokens = new Tokens(slot, this.#context);
      this.#tokens.update(this.#total);
    } catch {
      slot.textContent = this.#context.say("section.failed");
    }
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
