// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { checkInBrowser } from "./browser.mjs";
import { page, withSite } from "./testing.mjs";

const CHROMIUM = process.env.CHROME_PATH ?? "/usr/bin/chromium";
const policy = "default-src 'self' 'unsafe-inline'";
const link = (/** @type {string} */ text, more = "") => `<p><a href="good.html" ${more}>${text}</a></p>`;
const styled = (/** @type {string} */ css) => ({ head: `<style>${css}</style>`, policy });

const FILES = {
  "good.html": page(link("中央区")),
  "unseen.html": page(link("中央区"), styled("a:focus { outline: none }")),
  "order.html": page(link("先") + link("後", 'tabindex="1"')),
  "small.html": page('<p><a href="good.html" class="small">中</a></p>', styled(".small { display: inline-block; width: 12px; height: 12px; font-size: 9px }")),
  "covered.html": page(link("中央区"), styled("h1 { position: fixed; inset: 0; margin: 0; background: #fff }")),
  "trap.html": page(
    `${link("先")}${link("後", 'id="last"')}<script>document.getElementById("last").addEventListener("keydown", (event) => {
      if (event.key === "Tab") { event.preventDefault(); document.querySelector("a").focus(); } });</script>`,
    { policy },
  ),
  "start.html": page(link("中央区")).replace(/<a href="#main">.*<\/a>/, ""),
  "nowhere.html": page(link("中央区")).replace('id="main"', 'id="words"'),
  "moving.html": page(
    `<p id="place"></p>${link("中央区")}<script>setTimeout(() => { document.getElementById("place").textContent = "歩み。".repeat(300); }, 300)</script>`,
    { policy },
  ),
};

describe("pages by keyboard", () => {
  /** @type {string[]} */
  let found = [];
  before(async () => {
    found = await withSite(FILES, (root) => checkInBrowser(root, CHROMIUM));
  });

  /** @param {keyof typeof FILES} file */
  const problemsOf = (file) => found.filter((line) => line.startsWith(`${file}: `)).join("\n");

  test("a good page passes", () => assert.equal(problemsOf("good.html"), ""));
  test("a focus that nobody sees is found", () => assert.match(problemsOf("unseen.html"), /"中央区" has the focus and nothing shows it/));
  test("another order than the page's is found", () => assert.match(problemsOf("order.html"), /does not follow the order of the page/));
  test("a target that is too small is found", () => assert.match(problemsOf("small.html"), /"中" is smaller than 24 px: 12 × 12/));
  test("a focus under something else is found", () => assert.match(problemsOf("covered.html"), /"中央区" has the focus and lies under something/));
  test("a trap is found", () => assert.match(problemsOf("trap.html"), /a trap/));
  test("a page without a way past its beginning is found", () => assert.match(problemsOf("start.html"), /the first thing by keyboard is a "中央区"/));
  test("a way past the beginning that leads nowhere is found", () => assert.match(problemsOf("nowhere.html"), /does not lead into <main>/));
  test("what moves while it is being shown is found", () => assert.match(problemsOf("moving.html"), /layout shift/));
});
