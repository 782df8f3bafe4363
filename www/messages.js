import { assets } from "./assets.js";
import { openFile } from "./file.js";

// tag → promise of its messages, shared by every element.
const loading = new Map();

/** The language that an element is in: its own, an ancestor's, or the browser's. */
export function localeOf(element) {
  for (let at = element; at; at = at.getRootNode().host) {
    const tag = at.closest("[lang]")?.lang;
    if (tag) return tag;
  }
  return navigator.language;
}

/** The tag of the language, of those that there are, to speak where `locale` is spoken. */
export function languageFor(locale) {
  for (let tag = locale; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
    if (assets[`lang/${tag}.json`]) return tag;
  }
  return "en";
}

/** The messages of a language that there is. */
export function loadMessages(tag) {
  if (!loading.has(tag)) {
    const messages = openFile(assets[`lang/${tag}.json`]).then((response) => response.json());
    messages.catch(() => loading.delete(tag));
    loading.set(tag, messages);
  }
  return loading.get(tag);
}
