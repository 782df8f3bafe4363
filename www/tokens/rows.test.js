import assert from "node:assert/strict";
import { test } from "node:test";
import { Rows } from "./rows.js";

/** The rows of a text, all laid out. */
function rowsOf(text, columns) {
  const rows = new Rows(text, columns);
  rows.advance(Infinity);
  assert.ok(rows.done);
  return rows;
}

const texts = (rows) =>
  Array.from({ length: rows.count }, (_, at) => rows.text.slice(rows.start(at), rows.start(at + 1)));

test("a row ends at a line end, or after a space", () => {
  assert.deepEqual(texts(rowsOf("one two three fours\n\nend", 10)), ["one two ", "three ", "fours\n", "\n", "end"]);
});

test("what has no space is cut between characters", () => {
  assert.deepEqual(texts(rowsOf("abcdefghijkl", 8)), ["abcdefgh", "ijkl"]);
  for (const row of texts(rowsOf("👩‍👩‍👧‍👦".repeat(9), 8))) assert.ok(!/^[\u200d\udc00-\udfff]/.test(row), row);
  for (const row of texts(rowsOf("e\u0301".repeat(40), 8))) assert.ok(row.startsWith("e"), row);
});

test("all rows together are the text", () => {
  const text = "a 字\u200d\t\n".repeat(500) + "x".repeat(3_000) + "😀".repeat(700);
  const rows = rowsOf(text, 12);
  assert.equal(texts(rows).join(""), text);
  for (const at of [0, 1, 999, 2_500, text.length - 1]) {
    const row = rows.rowOf(at);
    assert.ok(rows.start(row) <= at && at < rows.start(row + 1));
  }
});

test("characters, words and ideographs are counted", () => {
  const { characters, words, wide } = rowsOf("two words\n字字 😀", 80);
  assert.deepEqual({ characters, words, wide }, { characters: 14, words: 4, wide: 2 });
});

test("a text without an end of patience is laid out in slices", () => {
  const rows = new Rows("line\n".repeat(10_000), 80);
  rows.advance(-Infinity);
  assert.ok(!rows.done && rows.count === 256, String(rows.count));
});
