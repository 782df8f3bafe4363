import assert from "node:assert/strict";
import { test } from "node:test";
import { once, openFile } from "./file.js";

test("what has succeeded is not done again, and what has failed is", async () => {
  let calls = 0;
  const load = once(async () => {
    calls += 1;
    if (calls === 1) throw new Error("not yet");
    return calls;
  });
  await assert.rejects(load(), /not yet/);
  assert.deepEqual(await Promise.all([load(), load()]), [2, 2]);
});

test("a file on the disk is read in Node", async () => {
  const response = await openFile(import.meta.url);
  assert.match(await response.text(), /a file on the disk is read in Node/);
});

test("a file that cannot be had is named", async () => {
  const missing = new URL("./no-such-file", import.meta.url).href;
  await assert.rejects(
    openFile(missing),
    ({ code, message }) => code === "file-unreachable" && message.includes(missing),
  );
});
