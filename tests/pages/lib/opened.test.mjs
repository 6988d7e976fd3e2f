// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkOpened } from "./opened.mjs";
import { page, withSite } from "./testing.mjs";
import { checkWeight } from "./weight.mjs";

const CHROMIUM = process.env.CHROME_PATH ?? "/usr/bin/chromium";

test("a style sheet with a hash is lost in opened files, and a button without scripts is dead", async () => {
  const hashed = page("<p>歩み</p>").replace('rel="stylesheet"', 'rel="stylesheet" integrity="sha256-AAAA"');
  const files = { "good.html": page("<p>歩み</p>"), "hashed.html": hashed, "dead.html": page('<button type="button">写す</button>') };
  const found = await withSite(files, (root) => checkOpened(root, CHROMIUM));
  assert.deepEqual(found.filter((line) => line.startsWith("good.html")), []);
  assert.match(found.join("\n"), /hashed\.html, opened as a file: its style sheet does not apply/);
  assert.match(found.join("\n"), /dead\.html, without scripts: something to press/);
});

test("a heavy page and a heavy script are found", async () => {
  const noise = Array.from({ length: 40_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join("");
  const files = {
    "heavy.html": page(`<p>${noise}</p><script src="assets/heavy.js"></script>`),
    "assets/heavy.js": `/* ${noise} */`,
  };
  const found = await withSite(files, (root) => checkWeight(root, "heavy.html"));
  assert.match(found.join("\n"), /bytes of script, more than 5000/);
  assert.match(found.join("\n"), /bytes of HTML and CSS, more than 14600/);
  const unnamed = await withSite({ "a.html": page("<p>歩み</p>") }, (root) => checkWeight(root, "none.html"));
  assert.deepEqual(unnamed, ["there is no page none.html"]);
});
