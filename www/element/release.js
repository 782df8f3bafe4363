/**
 * Calls `release` when the space that was kept for `element` can be given back without anything moving in
 * sight: once what follows it is out of sight before and after, or the reader does something in it, by
 * which they expect it to change. `content` is what the element shows. Returns how to stop waiting.
 */
export function whenUnseen(element, content, release) {
  const watch = new IntersectionObserver(
    (entries) => {
      const { boundingClientRect: kept, rootBounds: sight } = entries.at(-1);
      const ends = Math.max(...Array.from(content(), (node) => node.getBoundingClientRect().bottom));
      // A frame from elsewhere is not told what is in sight; nothing follows in it.
      if (!sight || ends >= sight.bottom || kept.bottom <= sight.top) done();
    },
    { threshold: Array.from({ length: 21 }, (_, step) => step / 20) },
  );
  const stop = () => {
    watch.disconnect();
    element.removeEventListener("click", done);
    element.removeEventListener("input", done);
  };
  function done() {
    stop();
    release();
  }
  element.addEventListener("click", done);
  element.addEventListener("input", done);
  watch.observe(element);
  return stop;
}
