// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf, pagesOfEachKind } from "./kinds.mjs";

test("pages of one shape are of one kind", () => {
  assert.equal(kindOf("2024/chuo/index.html"), kindOf("2019/kita/index.html"));
  assert.equal(kindOf("compare/chuo/2023-2024/index.html"), "compare/ONE/ONE/index.html");
  assert.equal(kindOf("compare/2024/index.html"), "compare/YEAR/index.html");
  assert.notEqual(kindOf("organisations/chuo/changes/index.html"), kindOf("organisations/chuo/index.html"));
  assert.notEqual(kindOf("about/report/index.html"), kindOf("about/glossary/index.html"));
});

test("of each kind some pages are taken, from its beginning to its end", () => {
  const years = Array.from({ length: 9 }, (_, at) => `${2010 + at}/index.html`);
  const files = ["404.html", "index.html", ...years];
  assert.deepEqual(pagesOfEachKind(files, 1), ["index.html", "2010/index.html"]);
  assert.deepEqual(pagesOfEachKind(files, 3), ["index.html", "2010/index.html", "2013/index.html", "2016/index.html"]);
  assert.deepEqual(pagesOfEachKind(files, 20), files.slice(1));
});
