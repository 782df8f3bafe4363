/** The files that go with a text, each counted by a counter of its own beside the text's. */
export class FileCounters {
  /** Told of each: `{ id, name, size, answer }`, where `answer` is what a counter says. */
  onchange = () => {};
  #counter;
  // id → the file and its counter.
  #files = new Map();
  #next = 1;

  /** `counter` is the text's. */
  constructor(counter) {
    this.#counter = counter;
  }

  /** Counts these files too. */
  add(files) {
    for (const file of files) {
      const id = this.#next++;
      const counter = this.#counter.companion();
      this.#files.set(id, { file, counter });
      const tell = (answer) => this.onchange({ id, name: file.name, size: file.size, answer });
      counter.onchange = tell;
      tell({ status: "waiting" });
      counter.setFile(file);
    }
  }

  /** Stops counting a file, and returns it. */
  remove(id) {
    const { file, counter } = this.#files.get(id) ?? {};
    counter?.close();
    this.#files.delete(id);
    return file;
  }
}
