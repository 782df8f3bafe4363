import { home } from "../generated/assets.js";
import { copy } from "./clipboard.js";
import { download } from "./download.js";
import { Embedding } from "./embedding.js";
import { loadTaken } from "../element/load-taken.js";
import { labelled, make } from "./make.js";

// Beyond this many characters, some mail programs and chats cut a link off.
const CAUTIOUS = 2_000;
// Beyond these, browsers do.
const MOST = 32_000;
// Milliseconds without a new report before what stands here is written anew.
const PAUSE = 150;

/** The types of the files that are saved. */
const TYPES = { csv: "text/csv", json: "application/json" };

/**
 * What a reader takes along: a link to what is on the screen, its figures, and the tag for a page of
 * their own. Core writes all of it, out of the newest report: crates/share.
 */
class Share {
  #element;
  #say;
  #announce;
  #counter;
  #locale;
  #taken;
  #embedding = new Embedding(home);
  #timer;
  // The report that the link and the tag are of.
  #written;

  /** What came of the last button. */
  said = make("span", { className: "said" });

  /** For sections.js. */
  constructor(place, { element, counter, say, locale, announce }) {
    this.#element = element;
    this.#counter = counter;
    this.#say = say;
    this.#locale = locale;
    this.#announce = announce;
    place.append(this.#textGroup(), this.#linkGroup(), this.#figuresGroup(), this.#embedGroup());
    this.#load(place);
  }

  update() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), PAUSE);
  }

  close() {
    clearTimeout(this.#timer);
  }

  async #load(place) {
    try {
      const [taken, shipped] = await Promise.all([loadTaken(), release()]);
      this.#taken = taken;
      this.#embedding = new Embedding(home, shipped);
    } catch {
      place.replaceChildren(this.#say("section.failed"));
      return;
    }
    this.#write();
  }

  #textGroup() {
    this.text = make("input", { type: "checkbox", onchange: () => this.#write(true) });
    return make("label", { className: "tick" }, this.text, make("span", {}, this.#say("share.with-text")));
  }

  #linkGroup() {
    this.link = make("input", { type: "text", readOnly: true, dir: "ltr", onfocus: () => this.link.select() });
    this.length = make("p", { className: "note" });
    const button = this.#button("share.copy-link", () => this.#copy(button, this.link, "share.link-copied"));
    this.linkPart = this.#group("share.link", labelled(this.#say("share.link-label"), this.link), this.length, row(button));
    return this.linkPart;
  }

  #figuresGroup() {
    const copying = [
      ["markdown", "share.copy-markdown", "share.markdown-copied"],
      ["csv", "share.copy-csv", "share.csv-copied"],
      ["json", "share.copy-json", "share.json-copied"],
    ];
    const copies = copying.map(([format, key, copied]) => {
      const button = this.#button(key, () => this.#take(button, format, copied));
      button.dataset.copy = format;
      return button;
    });
    const saving = [
      ["csv", "share.save-csv"],
      ["json", "share.save-json"],
    ];
    const saves = saving.map(([format, key]) => {
      const button = this.#button(key, () => this.#save(format));
      button.dataset.save = format;
      return button;
    });
    const pictures = [
      ["png", "share.picture-png"],
      ["svg", "share.picture-svg"],
    ].map(([kind, key]) => {
      const button = this.#button(key, () => this.#draw(kind));
      button.dataset.picture = kind;
      return button;
    });
    // Where copying is refused, the figures stand here for the reader to copy.
    this.taken = make("textarea", { readOnly: true, rows: 6, dir: "ltr" });
    this.takenPart = labelled(this.#say("share.taken"), this.taken);
    this.takenPart.hidden = true;
    return this.#group("share.figures", row(...copies, ...saves, ...pictures), this.takenPart);
  }

  #embedGroup() {
    const onchange = () => this.#write(true);
    const kinds = [
      ["tag", "share.embed-tag"],
      ["frame", "share.embed-frame"],
    ];
    this.kind = make("select", { onchange }, ...kinds.map(([kind, key]) => new Option(this.#say(key), kind)));
    this.pinned = make("input", { type: "checkbox", onchange });
    this.pin = make("label", { className: "tick", hidden: !this.#embedding.isServed }, this.pinned, make("span", {}, this.#say("share.embed-pinned")));
    this.snippet = make("textarea", { readOnly: true, rows: 6, dir: "ltr", spellcheck: false });
    this.where = make("p", { className: "note" });
    const button = this.#button("share.copy-snippet", () => this.#copy(button, this.snippet, "share.snippet-copied"));
    return this.#group(
      "share.embed",
      labelled(this.#say("share.embed-kind"), this.kind),
      this.pin,
      labelled(this.#say("share.embed-label"), this.snippet),
      this.where,
      row(button),
    );
  }

  #group(title, ...content) {
    return make("fieldset", { className: "take" }, make("legend", {}, this.#say(title)), ...content);
  }

  #button(key, onclick) {
    return make("button", { type: "button", className: "small", onclick }, this.#say(key));
  }

  /** Writes the link and the tag anew, if they are not of the newest report. */
  #write(anyway) {
    const { report } = this.#element;
    if (!this.#taken || !report || (report === this.#written && !anyway)) return;
    this.#written = report;
    this.takenPart.hidden = true;
    const scenario = JSON.stringify(this.#scenario());
    const text = this.text.checked ? this.#counter.text : undefined;
    const tooLong = text?.length > MOST;
    this.#writeLink(scenario, tooLong ? undefined : text, tooLong);
    this.#writeTag(scenario, tooLong ? undefined : text, tooLong);
  }

  /** What the reader set. The day only where somebody said it, so that a link is about any day. */
  #scenario() {
    const { on, ...scenario } = this.#element.report.scenario;
    return this.#element.getAttribute("on") === on ? { ...scenario, on } : scenario;
  }

  #writeLink(scenario, text, tooLong) {
    const base = this.#base();
    this.linkPart.hidden = !base;
    if (!base) return;
    let link = base + this.#taken.link(scenario, text);
    if (link.length > MOST) {
      tooLong = true;
      link = base + this.#taken.link(scenario);
    }
    this.link.value = link;
    const key = tooLong ? "share.too-long" : link.length > CAUTIOUS ? "share.long" : "share.length";
    this.length.textContent = this.#say(key, { count: link.length, most: tooLong ? MOST : CAUTIOUS });
  }

  /** The page that a link opens: this one, if it reads links, or else that of the site this came from. */
  #base() {
    if (this.#element.share === "hash") return location.href.split("#")[0];
    return this.#embedding.isServed ? `${home}index.html` : undefined;
  }

  #writeTag(scenario, text, tooLong) {
    const looks = ["view", "theme"].map((name) => [name, this.#element.getAttribute(name)]).filter(([, value]) => value);
    const pinned = this.pinned.checked;
    if (this.kind.value === "frame") {
      const link = this.#taken.link(scenario, text) + looks.map(([name, value]) => `&${name}=${value}`).join("");
      this.snippet.value = this.#embedding.frame(link, this.#say("page.title"), pinned);
    } else {
      this.snippet.value = this.#embedding.tag(this.#taken.snippet(scenario, JSON.stringify(looks), text ?? ""), pinned);
    }
    this.pin.hidden = !this.#embedding.isPinned;
    const key = tooLong ? "share.tag-too-long" : this.#embedding.isServed ? "share.embed-served" : "share.embed-alone";
    this.where.textContent = this.#say(key, { most: MOST });
  }

  async #take(button, format, copied) {
    this.taken.value = this.#figures(format);
    this.takenPart.hidden = await this.#copy(button, this.taken, copied, this.takenPart);
  }

  #save(format) {
    download(new Blob([this.#figures(format)], { type: `${TYPES[format]};charset=utf-8` }), `tokenfare.${format}`);
  }

  async #draw(kind) {
    const [{ card }, { saveDrawing }] = await Promise.all([import("./card.js"), import("./picture.js")]);
    const { model, on, tokens } = this.#element.report;
    const root = this.text.closest(".tokenfare");
    const date = new Intl.DateTimeFormat(this.#locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(on));
    const drawing = card(root, {
      title: this.#say("page.title"),
      subject: `${this.#say("tokens.tokens", { count: tokens.message })} · ${model}`,
      foot: `tokenfare · ${this.#say("share.card-foot", { date })}`,
    });
    await saveDrawing(drawing, "answer", kind);
  }

  #figures(format) {
    const { report } = this.#element;
    if (format === "json") return `${JSON.stringify(report, null, 2)}\n`;
    return this.#taken[format](JSON.stringify(report));
  }

  /** Copies what stands in a field, or leaves it selected for the reader to copy; whether it was copied. */
  async #copy(button, field, copied, hidden) {
    const done = await copy(field.value);
    if (!done) {
      if (hidden) hidden.hidden = false;
      field.focus();
      field.select();
    }
    this.#tell(button, done ? copied : "share.refused");
    return done;
  }

  /** Says beside a button what came of it, and to those who listen. */
  #tell(button, key) {
    const sentence = this.#say(key);
    this.said.textContent = sentence;
    button.parentElement.append(this.said);
    this.#announce(sentence);
  }
}

const row = (...buttons) => make("div", { className: "buttons" }, ...buttons);

/** What is shipped from here, by the name and hash of each file; nothing where that cannot be read. */
async function release() {
  if (!/^https?:/.test(home ?? "")) return undefined;
  try {
    const response = await fetch(`${home}release.json`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

export { Share as default };
