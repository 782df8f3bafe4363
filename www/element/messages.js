import { assets } from "../generated/assets.js";
import { openFile } from "../load/file.js";

export { localeOf } from "./locale.js";

// tag → promise of its messages, shared by every element.
const loading = new Map();

/**
 * The tag of the language, of those that there are, to speak where `locale` is spoken: `zh-CN` and `zh-SG`
 * are read in `zh-Hans`, `zh-TW` is not.
 */
export function languageFor(locale) {
  for (const full of [locale, maximized(locale)]) {
    for (let tag = full; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
      if (assets[`lang/${tag}.json`]) return tag;
    }
  }
  return "en";
}

/** With the script and region that go without saying. */
function maximized(locale) {
  try {
    return new Intl.Locale(locale).maximize().toString();
  } catch {
    return "";
  }
}

/** The tags of all languages that there are. */
export function languages() {
  const files = Object.keys(assets).map((name) => name.match(/^lang\/(.+)\.json$/));
  return files.filter(Boolean).map(([, tag]) => tag);
}

/** The messages of a language that there is. A sentence that it lacks is in English. */
export function loadMessages(tag) {
  if (!loading.has(tag)) {
    const messages = read(tag);
    messages.catch(() => loading.delete(tag));
    loading.set(tag, messages);
  }
  return loading.get(tag);
}

async function read(tag) {
  const own = openFile(assets[`lang/${tag}.json`]).then((response) => response.json());
  if (tag === "en") return own;
  const both = await Promise.all([loadMessages("en"), own]);
  return Object.assign({}, ...both);
}
