// For the page around an iframe of embed.html: the iframe is as high as what it shows.
//
//   <iframe class="tokenfare" src="https://example.org/tokenfare/embed.html#model=gpt-5.4"></iframe>
//   <script type="module" src="https://example.org/tokenfare/embed.js"></script>

/** No page needs more, and no message may ask for more. */
const HIGHEST = 10_000;

addEventListener("message", ({ origin, source, data }) => {
  if (data?.type !== "tokenfare-height" || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll("iframe.tokenfare")) {
    // Only the frame itself, and only while it shows what it was made for.
    if (frame.contentWindow !== source || new URL(frame.src).origin !== origin) continue;
    frame.style.blockSize = `${Math.min(Math.max(Math.ceil(data.height), 0), HIGHEST)}px`;
  }
});
