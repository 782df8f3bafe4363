/** The language that an element is in: its own, an ancestor's, or the browser's. Tags that say nothing are passed over. */
export function localeOf(element) {
  for (let at = element; at; at = at.getRootNode().host) {
    for (let said = at.closest("[lang]"); said; said = said.parentElement?.closest("[lang]")) {
      const tag = readTag(said.lang);
      if (tag) return tag;
    }
  }
  return readTag(navigator.language) ?? "en";
}

/**
 * A language tag as `Intl` takes it, from one as people write them: `en_US`, or `de_DE.UTF-8`. Of one that
 * ends in nonsense it is the part before that; nothing where nothing can be read.
 */
export function readTag(written) {
  let tag = String(written ?? "")
    .trim()
    .replace(/[.@].*/, "")
    .replaceAll("_", "-");
  for (; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
    try {
      return Intl.getCanonicalLocales(tag)[0];
    } catch {
      // With one part less, then.
    }
  }
  return undefined;
}
