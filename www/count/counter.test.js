import assert from "node:assert/strict";
import { mock, test } from "node:test";

/** In place of the worker: keeps what it is told, and says what the test has it say. */
class Silent {
  static all = [];
  told = [];

  // What closes when a worker is no more.
  life = {};

  constructor() {
    Silent.all.push(this);
  }

  postMessage(message) {
    this.told.push(message);
  }

  terminate() {
    this.terminated = true;
  }

  say(answer) {
    this.onmessage({ data: answer });
  }
}

// Whether a worker still answers is looked at every second.
mock.timers.enable({ apis: ["setTimeout"] });
globalThis.Worker = Silent;
globalThis.location = { origin: "null" };

const { Counter } = await import("./counter.js");

/** Has the newest worker start and take up the text that it was last told of; returns it and the text's id. */
function started() {
  const worker = Silent.all.at(-1);
  const { id, generation } = worker.told.findLast(({ type }) => type === "open");
  worker.say({ type: "started", life: worker.life });
  worker.say({ type: "opened", id, generation });
  return { worker, id };
}

/** A counter of a text that a worker has counted, and that worker. */
function counted(text) {
  const counter = new Counter();
  counter.setEncoding("o200k_base", "o200k_base.vocab");
  const { worker, id } = started();
  counter.setText(text);
  worker.say({ type: "counted", id, generation: counter.generation, tokens: 2, share: 1 });
  return { counter, worker, id };
}

/** What a counter says from now on: the states, and the codes of what fails. */
function heard(counter) {
  const said = [];
  counter.onchange = ({ status }) => said.push(status);
  counter.onerror = (code) => said.push(code);
  return said;
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

test("a worker that is silent too long is replaced, and the text counted anew", () => {
  const { counter, worker } = counted("hello");
  const said = heard(counter);
  counter.setText("hello world");
  for (let beat = 0; beat < 10; beat += 1) mock.timers.tick(1_000);
  assert.ok(!worker.terminated && worker.told.some(({ type }) => type === "ping"));
  // One that answers is busy, and not lost.
  worker.say({ type: "pong" });
  for (let beat = 0; beat < 10; beat += 1) mock.timers.tick(1_000);
  assert.ok(!worker.terminated);
  mock.timers.tick(1_000);
  assert.ok(worker.terminated);
  const { worker: other, id } = started();
  assert.notEqual(other, worker);
  assert.equal(other.told.at(-1).text, "hello world");
  other.say({ type: "counted", id, generation: counter.generation, tokens: 2, share: 1 });
  assert.deepEqual(said, ["worker-lost", "waiting", "exact"]);
  counter.close();
});

test("a worker that answers is asked only while an answer is awaited", () => {
  const { counter, worker } = counted("hello");
  const told = worker.told.length;
  for (let beat = 0; beat < 30; beat += 1) mock.timers.tick(1_000);
  assert.ok(!worker.terminated);
  assert.equal(worker.told.length, told);
  counter.close();
});

test("an idle worker that ends is not missed before the text changes", () => {
  const { counter, worker } = counted("hello");
  const said = heard(counter);
  const workers = Silent.all.length;
  worker.life.onclose();
  assert.deepEqual([said, Silent.all.length], [["worker-lost"], workers]);
  counter.setText("hello world");
  assert.equal(Silent.all.length, workers + 1);
  const { worker: other, id } = started();
  other.say({ type: "counted", id, generation: counter.generation, tokens: 2, share: 1 });
  assert.deepEqual(said, ["worker-lost", "waiting", "exact"]);
  counter.close();
});

test("a text that ends every worker fails in the end, and may be tried again", () => {
  const { counter, worker } = counted("hello");
  const said = heard(counter);
  counter.setText("hello world");
  worker.life.onclose();
  for (let time = 0; time < 3; time += 1) started().worker.life.onclose();
  assert.deepEqual(said.slice(-2), ["failed", "worker-lost"]);
  const workers = Silent.all.length;
  counter.retry();
  assert.equal(Silent.all.length, workers + 1);
  const { worker: last, id } = started();
  last.say({ type: "counted", id, generation: counter.generation, tokens: 2, share: 1 });
  assert.equal(said.at(-1), "exact");
  counter.close();
});
