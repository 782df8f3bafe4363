// What a token is, roughly, in bytes of UTF-8, in most languages.
const BYTES_PER_TOKEN = 4;

/**
 * A field for the text of the system prompt, whose tokens become the setting.
 *
 * `tell.prompt` is told how many they are: an estimate as long as there is no exact count.
 */
class Prompt {
  root = document.createElement("div");
  #context;
  #field = document.createElement("textarea");
  #note = document.createElement("p");
  #counter;

  constructor(context) {
    const { say, counter, kept } = context;
    this.#context = context;
    this.root.className = "field prompt";
    const label = document.createElement("label");
    label.htmlFor = this.#field.id = "system-prompt";
    label.textContent = say("prompt.label");
    this.#field.rows = 3;
    this.#field.spellcheck = false;
    this.#field.placeholder = say("prompt.placeholder");
    this.#field.setAttribute("aria-describedby", "system-prompt-tokens");
    this.#note.id = "system-prompt-tokens";
    this.#note.className = "note";
    this.#note.textContent = say("prompt.hint");
    this.root.append(label, this.#field, this.#note);
    this.#counter = counter.companion();
    this.#counter.onchange = (answer) => this.#counted(answer);
    this.#field.oninput = () => {
      kept.prompt = this.#field.value;
      this.#counter.setText(kept.prompt);
    };
    if (kept.prompt) {
      this.#field.value = kept.prompt;
      this.#counter.setText(kept.prompt);
    }
  }

  #counted({ status, tokens }) {
    const { say, kept, tell } = this.#context;
    // Nothing has been pasted yet: the setting is the reader's own number.
    if (kept.prompt === undefined) return;
    const exact = status === "exact";
    const count = exact ? tokens : Math.ceil(new Blob([kept.prompt]).size / BYTES_PER_TOKEN);
    tell.prompt(count);
    if (!kept.prompt) this.#note.textContent = say("prompt.hint");
    else this.#note.textContent = say(exact ? "prompt.exact" : "prompt.estimate", { count });
  }
}

/** The place for the field, which is the same field each time the section is opened. */
class PromptPlace {
  constructor(place, scene) {
    place.replaceChildren((scene.prompt ??= new Prompt(scene)).root);
  }

  update() {}

  close() {}
}

export { PromptPlace as default };
