import { assets, home } from "../generated/assets.js";
import { partOf } from "./lazy.js";
import { openFile, once } from "../load/file.js";
import { languageFor, loadMessages } from "./messages.js";
import { loadSheet } from "./sheet.js";
import { instantiate } from "../load/wasm.js";
import init, { Widget, initSync } from "../generated/widget.js";

export { Announcer } from "./announcer.js";
export { Counter } from "../count/counter.js";
export { FileCounters } from "../count/files.js";
export { takeDrops } from "./drop.js";
export { live } from "./guest.js";
export { languageFor, languages, loadMessages, localeOf } from "./messages.js";
export { trustedUrl } from "../load/trusted.js";
export { TokenIsland } from "../tokens/island.js";
export { takeRoot } from "./root.js";
export { home };

// Every element wears the same sheet, so what is added to that is worn by all.
const dress = once(async () => {
  const [worn, more] = await Promise.all([loadSheet("tokenfare.css"), loadSheet("lazy.css")]);
  for (const { cssText } of more.cssRules) worn.insertRule(cssText, worn.cssRules.length);
});

// Shared by every element on the page.
const loadWidget = once(async () => {
  const widget = await instantiate({ default: init, Widget, initSync }, assets["widget.wasm"]);
  // Once it is there, this only says what it exports.
  partOf(widget.initSync(), dress);
  return widget;
});

/** So many milliseconds the page's own prices are waited for; what ships is there already. */
const CATALOG_PATIENCE = 5_000;

/** A price file of the page's own, packed, or why it is not taken. */
async function loadCatalog(url) {
  if (!url) return {};
  try {
    const late = new Promise((_, reject) => {
      setTimeout(
        () => reject(new Error(`${url} did not come within ${CATALOG_PATIENCE / 1000} seconds`)),
        CATALOG_PATIENCE,
      );
    });
    const response = await Promise.race([openFile(new URL(url, document.baseURI).href), late]);
    const { packCatalog } = await import("../api/api.js");
    return { catalog: await packCatalog(await response.text()) };
  } catch (error) {
    return { refused: error.message };
  }
}

/**
 * All that an element needs before it can show the widget: in the language of `locale`, with the
 * prices at `catalogUrl` on top of those that ship. Without the latter it does what it can.
 */
export async function prepare(locale, catalogUrl) {
  const language = languageFor(locale);
  const files = Promise.all([
    loadWidget(),
    loadSheet("tokenfare.css"),
    loadMessages(language),
    loadCatalog(catalogUrl),
  ]);
  // The browser takes its time for the first amount in a language: it has it while the files come.
  new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(1);
  const [{ Widget }, style, messages, prices] = await files;
  return { Widget, style, messages, language, ...prices };
}

/** Today where the reader is, as 2026-11-22: the day whose prices hold unless `on` names another. */
export function today() {
  const now = new Date();
  const digits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}

/** What takes things out of the page: few readers do, so it is fetched by those who do. */
export const loadExports = once(() => import("../export/exports.js"));
