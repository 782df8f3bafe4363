// @ts-check

/**
 * How far the files are that this thread is loading: `share` is 0 to 1 of those whose length is known, and
 * nothing where none is. It tells of each change.
 */
class Progress extends EventTarget {
  /** @type {Set<{ come: number, length: number }>} */
  #files = new Set();

  get share() {
    let [come, length] = [0, 0];
    for (const file of this.#files) {
      come += file.length && file.come;
      length += file.length;
    }
    return length ? Math.min(come / length, 1) : undefined;
  }

  /** A file is on its way: `add` so many bytes as they come, `length` being all of them, then `end`. */
  begin() {
    const file = { come: 0, length: 0 };
    this.#files.add(file);
    return {
      /**
       * @param {number} bytes
       * @param {number} length
       */
      add: (bytes, length) => {
        file.come += bytes;
        file.length = length;
        this.dispatchEvent(new Event("change"));
      },
      end: () => this.#files.delete(file),
    };
  }
}

export const progress = new Progress();
