import { assets } from "../generated/assets.js";
import { openFile, once } from "../load/file.js";

const sheets = {};

/** A style sheet by its file's name, shared by every element on the page. */
export function loadSheet(name) {
  sheets[name] ??= once(async () => {
    const response = await openFile(assets[name]);
    return new CSSStyleSheet().replace(await response.text());
  });
  return sheets[name]();
}

/** Adds a style sheet to the shadow root around `place`, for what is drawn there. */
export async function wear(place, name) {
  const sheet = await loadSheet(name);
  const root = place.getRootNode();
  const { adoptedStyleSheets = [] } = root;
  if (!adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
}
