// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "./hits.mjs";

test("what is found is compared with what is there", async () => {
  const truth = new Map([
    ["除雪", new Set(["a/", "b/"])],
    ["公園", new Set(["c/"])],
    ["道路", new Set()],
  ]);
  const found = new Map([
    ["除雪", ["a/", "c/"]],
    ["公園", []],
    ["道路", ["b/"]],
  ]);
  const { told, ...sums } = await score(truth, async (phrase) => new Set(found.get(phrase)));
  assert.deepEqual(sums, { queries: 2, returned: 2, right: 1, held: 3, unanswered: 1, absent: 1, invented: 1 });
  assert.equal(told.length, 3);
});
