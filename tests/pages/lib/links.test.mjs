// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLinks } from "./links.mjs";
import { page, withSite } from "./testing.mjs";

/** @param {Record<string, string>} files */
const problems = (files) => withSite(files, checkLinks);

/**
 * The only problem of a site whose home page holds `main`, without its place.
 * @param {string} main
 */
async function problemOf(main) {
  const found = await problems({ "index.html": page(main), "2024/index.html": page("", { depth: 1 }) });
  assert.equal(found.length, 1, found.join("\n"));
  return found[0].replace(/^.*": /, "");
}

test("good links of all kinds are no problem", async () => {
  const found = await problems({
    "index.html": page(`
      <a href="2024/">年度</a> <a href="2024/index.html">年度</a> <a href="./#top-heading">上</a> <a href="#">上</a>
      <a href="2024/#%E7%9B%AE%E6%A8%99">目標</a> <a href="2024/#目標">目標</a> <a href="2024/%E4%B8%AD.json">データ</a>
      <a href="https://example.jp/">よそ</a> <a href="mailto:a@example.jp">手紙</a> <a href="#:~:text=目標">文</a>
      <link rel="canonical" href="https://example.jp/">`),
    "2024/index.html": page('<h2 id="目標">目標</h2> <a href="../">戻る</a>', { depth: 1 }),
    "2024/中.json": "{}",
  });
  assert.deepEqual(found, []);
});

test("a link to nothing names file and line", async () => {
  const found = await problems({ "index.html": page('\n<a href="2025/">年度</a>') });
  assert.deepEqual(found, ['index.html:16: <a href> "2025/": leads to nothing']);
});

test("bad links", async () => {
  assert.equal(await problemOf('<a href="2024/#none">目標</a>'), "2024/index.html has no such anchor");
  assert.equal(await problemOf('<a href="#none">目標</a>'), "index.html has no such anchor");
  assert.equal(await problemOf('<a href="2024">年度</a>'), "is a folder: end it with a slash");
  assert.equal(await problemOf('<a href="/2024/">年度</a>'), "leaves the folder of the site; links are relative");
  assert.equal(await problemOf('<a href="../">上</a>'), "leaves the folder of the site; links are relative");
  assert.equal(await problemOf('<a href="%">年度</a>'), "is not well escaped");
  assert.equal(await problemOf('<a href="java&#9;script:alert(1)">年度</a>'), "runs code");
  assert.equal(await problemOf('<form action="none/"></form>'), "leads to nothing");
  assert.equal(await problemOf('<template><a href="none/">年度</a></template>'), "leads to nothing");
});

test("what is loaded comes from the site", async () => {
  const outside = "is loaded from outside of the site";
  assert.equal(await problemOf('<img src="https://example.jp/a.png" alt="" loading="lazy">'), outside);
  assert.equal(await problemOf('<img srcset="//example.jp/a.png 2x" alt="">'), outside);
  assert.equal(await problemOf('<link rel="preconnect" href="https://example.jp">'), outside);
  assert.equal(await problemOf('<script src="https://example.jp/a.js"></script>'), outside);
  assert.equal(await problemOf("<style>a { background: url(https://example.jp/a.png) }</style>"), outside);
});

test("style sheets are read too", async () => {
  const found = await problems({
    "index.html": page(""),
    "assets/more.css": '/* url(no.png) */\n@import "none.css";\nb { background: url( "none.png" ) }',
  });
  assert.deepEqual(found, [
    'assets/more.css:2: @import "none.css": leads to nothing',
    'assets/more.css:3: url() "none.png": leads to nothing',
  ]);
});

test("a base element is refused", async () => {
  const found = await problems({ "index.html": page("", { head: '<base href="/">' }) });
  assert.deepEqual(found, ["index.html: <base> changes where every relative link leads"]);
});
