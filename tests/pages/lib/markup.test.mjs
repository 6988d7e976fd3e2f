// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkWithHtmlValidate, checkWithNu } from "./markup.mjs";
import { page, withSite } from "./testing.mjs";

test("a good page passes both checkers", async () => {
  await withSite({ "index.html": page("<p>歩み</p>") }, async (root) => {
    assert.deepEqual(await checkWithNu(root), []);
    assert.deepEqual(await checkWithHtmlValidate(root), []);
  });
});

test("a table in a paragraph, a double id and an unknown property are found", async () => {
  const files = {
    "index.html": page('<p id="a">歩<table id="a"></table></p>'),
    "assets/bad.css": "a { colour: red }",
  };
  await withSite(files, async (root) => {
    const nu = (await checkWithNu(root)).join("\n");
    assert.match(nu, /Duplicate ID/);
    assert.match(nu, /colour/);
    assert.match((await checkWithHtmlValidate(root)).join("\n"), /no-dup-id/);
  });
});
