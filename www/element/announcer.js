// @ts-check
// Long enough that a screen reader is not interrupted while its user types, in milliseconds.
const PAUSE = 1000;

/**
 * Reads sentences out to those who cannot see the page, the newest one, once they have stopped coming.
 *
 * There are two regions, used in turn: a region that is given the words it already holds stays silent
 * in some screen readers, and one that changes from words to words is read from where they differ.
 */
export class Announcer {
  #regions = [0, 1].map(() => {
    const region = document.createElement("div");
    region.className = "unseen";
    region.setAttribute("role", "status");
    return region;
  });
  /** @type {string | undefined} */
  #said;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get regions() {
    return this.#regions;
  }

  /** @param {string} sentence */
  announce(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (sentence === this.#said) return;
      this.#said = sentence;
      this.#regions.reverse();
      const [next, last] = this.#regions;
      last.textContent = "";
      next.textContent = sentence;
    }, PAUSE);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
