// @ts-check
// For the page around an iframe of embed.html: the iframe is as high as what it shows.
//
//   <iframe class="tokenfare" src="https://example.org/tokenfare/embed.html#model=gpt-5.4"></iframe>
//   <script type="module" src="https://example.org/tokenfare/embed.js"></script>

/** No page needs more, and no message may ask for more. */
const HIGHEST = 10_000;

addEventListener("message", ({ origin, source, data }) => {
  if (data?.type !== "tokenfare-height" || !Number.isFinite(data.height)) return;
  for (const frame of framesHere()) {
    // Only the frame itself, and only while it shows what it was made for.
    if (frame.contentWindow !== source || originOf(frame) !== origin) continue;
    frame.style.blockSize = `${Math.min(Math.max(Math.ceil(data.height), 0), HIGHEST)}px`;
  }
});

// The frame told its height when it was drawn, which may have been before this script came.
for (const frame of framesHere()) {
  const origin = originOf(frame);
  if (origin) frame.contentWindow?.postMessage({ type: "tokenfare-ask-height" }, origin);
}

/** @returns {NodeListOf<HTMLIFrameElement>} */
function framesHere() {
  return document.querySelectorAll("iframe.tokenfare");
}

/**
 * Where a frame is from; nothing for one without an address.
 *
 * @param {HTMLIFrameElement} frame
 */
function originOf({ src }) {
  return URL.canParse(src) ? new URL(src).origin : undefined;
}
