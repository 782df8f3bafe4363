import assert from "node:assert/strict";
import { test } from "node:test";

/** In place of the worker: keeps what it is told, and says what the test has it say. */
class Silent {
  static all = [];
  told = [];

  constructor() {
    Silent.all.push(this);
  }

  postMessage(message) {
    this.told.push(message);
  }

  terminate() {}

  say(answer) {
    this.onmessage({ data: answer });
  }
}

globalThis.Worker = Silent;
globalThis.location = { origin: "null" };

const { Counter } = await import("./counter.js");

/** A counter of a text that a worker has counted, and that worker. */
function counted(text) {
  const counter = new Counter();
  counter.setEncoding("o200k_base", "o200k_base.vocab");
  const worker = Silent.all.at(-1);
  const open = worker.told.findLast(({ type }) => type === "open");
  worker.say({ type: "started" });
  worker.say({ type: "opened", id: open.id, generation: open.generation });
  counter.setText(text);
  worker.say({ type: "counted", id: open.id, generation: counter.generation, tokens: 2, share: 1 });
  return { counter, worker, id: open.id };
}

const asked = (worker) => worker.told.filter(({ type }) => type === "spans");

test("answers are matched to their questions, in whatever order they come", async () => {
  const { counter, worker, id } = counted("hello world");
  const answers = [counter.spans(0, 5), counter.spans(5, 11)];
  const { generation } = counter;
  for (const { question, start } of asked(worker).slice(-2).reverse()) {
    worker.say({ type: "spans", id, generation, question, packed: Uint32Array.of(start) });
  }
  assert.deepEqual(await Promise.all(answers), [Uint32Array.of(0), Uint32Array.of(5)]);
  counter.close();
});

test("a question about a text that is another by now has no answer", async () => {
  const { counter, worker, id } = counted("hello");
  const { generation } = counter;
  const answer = counter.spans(0, 5);
  const { question } = asked(worker).at(-1);
  counter.setText("hello!");
  worker.say({ type: "spans", id, generation, question, packed: Uint32Array.of(1) });
  assert.equal(await answer, undefined);
  counter.close();
});

test("whoever closes answers what is still asked", async () => {
  const { counter, worker, id } = counted("hello");
  const answer = counter.spans(0, 5);
  const { question } = asked(worker).at(-1);
  counter.close();
  assert.equal(await answer, undefined);
  // One that comes late finds nobody.
  worker.say({ type: "spans", id, generation: counter.generation, question, packed: Uint32Array.of(1) });
});

test("only the newest text is spoken of", () => {
  const { counter, worker, id } = counted("hello");
  const said = [];
  counter.onchange = (answer) => said.push(answer);
  const { generation } = counter;
  counter.setText("hello world");
  worker.say({ type: "counted", id, generation, tokens: 1, share: 1 });
  worker.say({ type: "counted", id, generation: counter.generation, tokens: 2, share: 0.5 });
  worker.say({ type: "counted", id, generation: counter.generation, tokens: 3, share: 1 });
  assert.deepEqual(
    said.map(({ status, tokens }) => [status, tokens]),
    [
      ["counting", 2],
      ["exact", 3],
    ],
  );
  counter.close();
});
