// @ts-check
// Long enough that a screen reader is not interrupted while its user types, in milliseconds.
const PAUSE = 1000;

/**
 * Reads sentences out to those who cannot see the page, once they have stopped coming: all news, then the
 * newest answer.
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
  /** @type {Set<string>} News that wait to be read out. */
  #news = new Set();
  /** The newest answer, and the one that was read out last. */
  #answer = "";
  #said = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get regions() {
    return this.#regions;
  }

  /**
   * Adds to the news: nothing that comes after it takes its place.
   *
   * @param {string} sentence
   */
  announce(sentence) {
    this.#news.add(sentence);
    this.#wait();
  }

  /**
   * Takes the place of an answer that waits. The answer that was read out last is not read out again.
   *
   * @param {string} sentence
   */
  answer(sentence) {
    this.#answer = sentence;
    this.#wait();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), PAUSE);
  }

  #say() {
    const sentences = [...this.#news];
    this.#news.clear();
    if (this.#answer !== this.#said) sentences.push(this.#answer);
    this.#said = this.#answer;
    if (!sentences.length) return;
    this.#regions.reverse();
    const [next, last] = this.#regions;
    last.textContent = "";
    next.textContent = sentences.join(" ");
  }
}
