// Those who translate pages put elements in the place of texts. Whoever drew a text goes on writing into
// the node that is not on the page any more, and what the reader sees stays as it was.

/** How often a text is put back at once; a translator may be as stubborn. */
const TIMES = 3;

/**
 * Watches `root` for texts that others have replaced. `repair`, called after every drawing, puts those back
 * that have changed since; the others stay translated.
 */
export class Translated {
  #replaced = new Map();
  #times = new WeakMap();
  #watch = new MutationObserver((records) => this.#see(records));

  constructor(root) {
    this.#watch.observe(root, { childList: true, subtree: true });
  }

  repair() {
    this.#see(this.#watch.takeRecords());
    for (const [text, { wrapper, data }] of this.#replaced) {
      if (text.isConnected || !wrapper.isConnected) this.#replaced.delete(text);
      else if (text.data !== data) this.#putBack(text, wrapper);
    }
  }

  stop() {
    this.#watch.disconnect();
    this.#replaced.clear();
  }

  #see(records) {
    const gone = new Map();
    for (const { target, removedNodes, addedNodes } of records) {
      if (!gone.has(target)) gone.set(target, { texts: [], wrappers: [] });
      const { texts, wrappers } = gone.get(target);
      texts.push(...Array.from(removedNodes).filter((node) => node.nodeType === Node.TEXT_NODE));
      wrappers.push(...Array.from(addedNodes).filter((node) => node.localName === "font"));
    }
    for (const [target, { texts, wrappers }] of gone) {
      for (const [at, wrapper] of wrappers.entries()) {
        const text = texts[at];
        if (!text || text.isConnected || wrapper.parentNode !== target) continue;
        this.#replaced.set(text, { wrapper, data: text.data });
        // What is drawn beside it may be told to stand before this very node.
        const times = (this.#times.get(text) ?? 0) + 1;
        this.#times.set(text, times);
        if (target.childNodes.length > 1 && times <= TIMES) this.#putBack(text, wrapper);
      }
    }
  }

  #putBack(text, wrapper) {
    wrapper.replaceWith(text);
    this.#replaced.delete(text);
  }
}
