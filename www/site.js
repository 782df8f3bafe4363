import { trustedUrl } from "./trusted.js";

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
const element = document.querySelector("token-fare");
if (navigator.serviceWorker) {
  element.addEventListener("tokenfare-change", function kept({ detail }) {
    if (detail.tokens.basis.kind !== "exact") return;
    element.removeEventListener("tokenfare-change", kept);
    keepForLater();
  });
}
