// @ts-check
import { SETTINGS } from "../element/settings.js";
import "../element/tokenfare.js";

// The page of embed.html, for hosts that allow only iframes. The settings stand behind the # of its
// address, which no server sees: #model=gpt-5.4&view=compact&text=…. `host` is the origin of the page
// around it: with it, messages go there and come from there only.
//
// Anybody can write the address, and name themselves as the host. So what either may set is a list of
// names: no event handler, no style, nothing that the browser itself gives a meaning.
const ALLOWED = new Set([...SETTINGS.values(), "plan", "text", "view", "lang", "theme", "catalog"]);

const settings = new URLSearchParams(location.hash.slice(1));
const host = originOf(settings.get("host"));
settings.delete("host");

const element = document.createElement("token-fare");
element.setAttribute("loading", "eager");
for (const [name, value] of settings) set(name, value);
document.querySelector("main")?.append(element);

if (parent !== window) {
  // The height is no secret; anything else is for the host alone.
  new ResizeObserver(tellHeight).observe(document.documentElement);

  addEventListener("message", ({ origin, source, data }) => {
    if (source !== parent) return;
    // A script of the host's that came later than the first heights.
    if (data?.type === "tokenfare-ask-height") tellHeight();
    // A host that is named may change the settings and the text, and hears the reports.
    if (!host || origin !== host || data?.type !== "tokenfare-set") return;
    for (const [name, value] of Object.entries(data.settings ?? {})) set(name, value);
    if (typeof data.text === "string") element.text = data.text;
  });
  if (host) {
    element.addEventListener("tokenfare-change", ({ detail }) => {
      parent.postMessage({ type: "tokenfare-change", report: detail }, host);
    });
  }
}

/**
 * Sets an attribute that a stranger may set; whatever else was named changes nothing.
 *
 * @param {string} name
 * @param {unknown} value
 */
function set(name, value) {
  if (!ALLOWED.has(name)) return;
  if (value === null || value === undefined) element.removeAttribute(name);
  else if (name !== "catalog" || isOwn(String(value))) element.setAttribute(name, String(value));
}

/**
 * Whether an address is of this very site: prices of another one would be a stranger's word in its name.
 *
 * @param {string} address
 */
function isOwn(address) {
  return URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin;
}

/**
 * The origin that an address has; nothing for what is no address.
 *
 * @param {string | null} address
 */
function originOf(address) {
  return address && URL.canParse(address) ? new URL(address).origin : undefined;
}

function tellHeight() {
  const { height } = document.documentElement.getBoundingClientRect();
  parent.postMessage({ type: "tokenfare-height", height }, host ?? "*");
}
