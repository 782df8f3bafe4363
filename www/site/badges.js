// @ts-check
import "../element/tokenfare.js";

/**
 * Puts a badge after every block of code that `selector` finds, now and later, and returns a
 * function that takes them away. `settings` become attributes of each.
 */
export function badges(selector = "pre > code", settings = {}) {
  const placed = new Map();

  function place() {
    for (const [code, badge] of placed) {
      if (code.isConnected) continue;
      badge.remove();
      placed.delete(code);
    }
    for (const code of document.querySelectorAll(selector)) {
      if (placed.has(code)) continue;
      const badge = document.createElement("token-fare");
      badge.setAttribute("view", "badge");
      for (const [key, value] of Object.entries(settings)) {
        badge.setAttribute(
          key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          value,
        );
      }
      badge.forElement = code;
      placed.set(code, badge);
      (code.closest("pre") ?? code).after(badge);
    }
  }

  const page = new MutationObserver(place);
  page.observe(document, { childList: true, subtree: true });
  place();
  return () => {
    page.disconnect();
    for (const badge of placed.values()) badge.remove();
  };
}

// As a script of the page: <script type="module" src="…/badges.js" data-selector="pre > code">.
const script = Array.from(globalThis.document?.scripts ?? []).find(({ src }) => src === import.meta.url);
if (script) {
  const { selector, ...settings } = script.dataset;
  badges(selector, settings);
}
