// @ts-check
// Asked for by the page at once, as the widget's own first part.
const { languageFor, languages, loadMessages, trustedUrl } = await import("../element/mount.js");

// The page of the site works without a network after the first visit. Pages that embed the widget
// never come here: their service workers are their own affair.
async function keepForLater() {
  try {
    const worker = new URL("./service-worker.js", document.baseURI).href;
    await navigator.serviceWorker.register(trustedUrl(worker), { updateViaCache: "none" });
  } catch {
    // Private windows and policies refuse it; the page works with the network, as before.
  }
}

// Not before the reader has an answer: what is kept is fetched once more.
const element = /** @type {import("../element/tokenfare.js").TokenFareElement} */ (
  document.querySelector("token-fare")
);
const choice = /** @type {HTMLSelectElement} */ (document.querySelector("#language"));
speak(languageFor(chosen() ?? navigator.language));
if (navigator.serviceWorker) {
  const kept = () => {
    // The count of a model without a published tokenizer is an estimate for good; its state says when it is done.
    if (!element.shadowRoot?.querySelector("[data-state=exact]")) return;
    clearInterval(looking);
    keepForLater();
  };
  const looking = setInterval(kept, 500);
}

/** The language in the page's address: it is kept in links, and nowhere else. */
function chosen() {
  return new URLSearchParams(location.search).get("lang");
}

/**
 * Shows the page in a language, and its name among the others.
 *
 * @param {string} tag
 */
async function speak(tag) {
  // The page stands in English already.
  if (tag !== "en" || document.documentElement.lang !== "en") {
    document.documentElement.lang = tag;
    element.lang = tag;
  }
  const messages = await loadMessages(tag);
  // Another language may have been chosen meanwhile.
  if (document.documentElement.lang !== tag) return;
  document.documentElement.dir = messages.direction;
  document.title = `tokenfare: ${messages["page.title"]}`;
  for (const part of document.querySelectorAll("[data-message]")) {
    part.textContent = messages[part.getAttribute("data-message") ?? ""];
  }
  // Not before the reader has an answer: the browser takes its time to name a language.
  await element.ready.catch(() => {});
  if (document.documentElement.lang === tag) offer(tag, messages["page.language"]);
}

/**
 * Offers the languages that there are.
 *
 * @param {string} current
 * @param {string} label
 */
function offer(current, label) {
  choice.setAttribute("aria-label", label);
  choice.replaceChildren(
    ...languages().map((tag) => {
      const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag);
      const option = new Option(name ?? tag, tag, false, tag === current);
      option.lang = tag;
      return option;
    }),
  );
  choice.hidden = false;
  choice.onchange = () => {
    const address = new URL(location.href);
    address.searchParams.set("lang", choice.value);
    history.replaceState(null, "", address);
    speak(choice.value);
  };
}
