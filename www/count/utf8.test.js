import assert from "node:assert/strict";
import { test } from "node:test";
import { encodePart, unitsOf } from "./utf8.js";

/** The whole of a text in parts of at most `room` bytes, as the engine asks for it. */
function encoded(text, room) {
  const bytes = [];
  const part = new Uint8Array(room);
  for (let at = 0; at < unitsOf(text);) {
    const packed = encodePart(text, at, part);
    const units = packed % 0x10000;
    assert.ok(units > 0, "a part is never empty");
    bytes.push(...part.subarray(0, Math.floor(packed / 0x10000)));
    at += units;
  }
  return Uint8Array.from(bytes);
}

test("parts are the bytes of the whole, whatever their size", () => {
  const encoder = new TextEncoder();
  for (const text of ["", "hello", "é字😀", "a\ud83d", "\ude00b", "😀".repeat(50), "\ud83d\ud83d\ude00\ude00"]) {
    for (const room of [6, 7, 9, 64, 0xc000]) assert.deepEqual(encoded(text, room), encoder.encode(text), text);
  }
});

test("a text longer than a part comes in several", () => {
  const text = "😀".repeat(20_000);
  assert.deepEqual(encoded(text, 0xc000), new TextEncoder().encode(text));
});

test("what is no text is refused", () => {
  for (const other of [undefined, null, 7, ["a"]]) assert.throws(() => unitsOf(other), TypeError);
});
