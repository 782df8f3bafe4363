/**
 * What to write into a page of one's own, around what core writes of the scenario.
 *
 * `home` is the address of the folder that this copy was loaded from, if that is a site of its own;
 * `release` what its release.json says, if it has one.
 */
export class Embedding {
  #home;
  #release;

  constructor(home, release) {
    this.#home = home;
    this.#release = release;
  }

  /** Whether pages can load tokenfare from here. */
  get isServed() {
    return /^https?:/.test(this.#home ?? "");
  }

  /** Whether a tag can say which file it means, down to its last byte. */
  get isPinned() {
    return this.isServed && this.#release !== undefined;
  }

  /** The element `tag` with the module that defines it; `pinned` to the file as it is now. */
  tag(tag, pinned) {
    return `${this.#version()}${this.#script("tokenfare.js", pinned)}\n${tag}`;
  }

  /** A frame for pages that allow nothing else; `link` holds what it shows, behind its #. */
  frame(link, title, pinned) {
    const settings = link.slice(link.indexOf("#") + 1).replace(/^tokenfare=1&?/, "");
    const source = attribute(`${this.#folder()}embed.html${settings && "#"}${settings}`);
    const frame = `<iframe class="tokenfare" src="${source}" title="${attribute(title)}" loading="lazy" width="100%" height="900"></iframe>`;
    return `${this.#version()}${frame}\n${this.#script("embed.js", pinned)}`;
  }

  #folder() {
    return this.isServed ? this.#home : "tokenfare/";
  }

  #version() {
    return this.#release ? `<!-- tokenfare ${this.#release.version} -->\n` : "";
  }

  #script(name, pinned) {
    const hash = pinned && this.isPinned && this.#release.files.find((file) => file.name === name)?.integrity;
    const pin = hash ? ` integrity="${hash}" crossorigin="anonymous"` : "";
    return `<script type="module" src="${attribute(this.#folder() + name)}"${pin}></script>`;
  }
}

/** A text as it stands between the quotes of an attribute. */
const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
