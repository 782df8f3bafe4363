// @ts-check
import { assets } from "../generated/assets.js";
import { openFile, once } from "../load/file.js";

/** @type {Record<string, () => Promise<CSSStyleSheet>>} */
const sheets = {};

/**
 * A style sheet by its file's name, shared by every element on the page.
 *
 * @param {string} name
 */
export function loadSheet(name) {
  sheets[name] ??= once(async () => {
    const response = await openFile(assets[name]);
    return new CSSStyleSheet().replace(await response.text());
  });
  return sheets[name]();
}

/**
 * Adds a style sheet to the shadow root around `place`, for what is drawn there.
 *
 * @param {Element} place
 * @param {string} name
 */
export async function wear(place, name) {
  const sheet = await loadSheet(name);
  const root = place.getRootNode();
  // A place that has been taken out meanwhile has none.
  if (!(root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
