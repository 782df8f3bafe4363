import assert from "node:assert/strict";
import { test } from "node:test";
import { editBetween } from "./edit.js";

/** A generator of numbers below a limit that is the same in every run. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % limit;
  };
}

const apply = (text, { start, end, text: inserted }) => text.slice(0, start) + inserted + text.slice(end);

/** Whether a cut at `at` would separate the halves of a pair. */
const separates = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

test("equal texts need no edit", () => {
  assert.equal(editBetween("", ""), null);
  assert.equal(editBetween("a\ud83d\ude00", "a\ud83d\ude00"), null);
});

test("an edit is as short as the texts allow", () => {
  assert.deepEqual(editBetween("hello world", "hello, world"), { start: 5, end: 5, text: "," });
  assert.deepEqual(editBetween("aaaa", "aa"), { start: 2, end: 4, text: "" });
  assert.deepEqual(editBetween("", "abc"), { start: 0, end: 0, text: "abc" });
});

test("the halves of a pair stay together", () => {
  // The same first half, another second one: and the other way round.
  assert.deepEqual(editBetween("x\ud83d\ude00y", "x\ud83d\ude01y"), { start: 1, end: 3, text: "\ud83d\ude01" });
  assert.deepEqual(editBetween("\ud83d\ude00", "\ud83c\ude00"), { start: 0, end: 2, text: "\ud83c\ude00" });
});

test("long texts are compared whole", () => {
  const long = "0123456789".repeat(30_000);
  const changed = `${long.slice(0, 150_000)}!${long.slice(150_001)}`;
  assert.deepEqual(editBetween(long, changed), { start: 150_000, end: 150_001, text: "!" });
});

test("every edit makes the one text of the other, and cuts no pair", () => {
  const below = numbers(7);
  const letters = ["a", "b", "\n", "\ud83d\ude00", "\ud83d", "\ude00", "字"];
  const some = () => Array.from({ length: below(12) }, () => letters[below(letters.length)]).join("");
  for (let run = 0; run < 5_000; run += 1) {
    const [head, tail] = [some(), some()];
    const [before, after] = [head + some() + tail, head + some() + tail];
    const edit = editBetween(before, after);
    if (!edit) {
      assert.equal(before, after);
      continue;
    }
    assert.equal(apply(before, edit), after);
    for (const at of [edit.start, edit.end]) assert.ok(!separates(before, at), JSON.stringify([before, after, edit]));
    for (const at of [edit.start, edit.start + edit.text.length]) {
      assert.ok(!separates(after, at), JSON.stringify([before, after, edit]));
    }
  }
});
