#!/usr/bin/env node
// @ts-check
/**
 * `/compare/` as somebody uses it: `node compare.mjs --site folder [--browser /usr/bin/chromium]`, with a built site that
 * has several documents, served below a base path.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch, runAxe } from "./lib/browser.mjs";
import { walk } from "./lib/keyboard.mjs";
import { wrongUsage } from "./lib/options.mjs";
import { serve } from "./lib/site.mjs";

const { values } = parseArgs({ options: { site: { type: "string" }, browser: { type: "string" } } });
const root = values.site ?? wrongUsage("--site: where the built site is");
/** @type {{ organisations: { name: string, path: string, years: number[] }[] }} */
const list = JSON.parse(await readFile(path.join(root, "compare/documents.json"), "utf8"));
const several = list.organisations.filter((one) => one.years.length > 1);
const [first, second] = several;
assert.ok(first && second, "the site has two organisations with two years");
const a = `${first.years[0]}/${first.path}`;
const b = `${second.years[1]}/${second.path}`;
const documents = await Promise.all([a, b].map(async (id) => JSON.parse(await readFile(path.join(root, id, "index.json"), "utf8"))));

const site = await serve(root);
const browser = await launch(values.browser ?? "/usr/bin/chromium");
try {
  const page = await browser.newPage({ locale: "ja-JP", viewport: { width: 360, height: 800 } });
  /** @type {string[]} */
  const said = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") said.push(message.text());
  });
  const cards = page.locator(".compare .cards > article");
  const voice = page.locator(".compare [role=status]");

  // Chosen by hand: both stand side by side, the address says which, and the focus is on what was asked for.
  await page.goto(`${site.base}compare/index.html`);
  const field = (/** @type {string} */ name) => page.locator(`.compare select[name="${name}"]`);
  await field("a-organisation").selectOption(first.path);
  await field("a-year").selectOption(String(first.years[0]));
  await field("b-organisation").selectOption(second.path);
  await field("b-year").selectOption(String(second.years[1]));
  await page.locator(".compare button[type=submit]").press("Enter");
  await cards.nth(1).waitFor();
  assert.equal(new URL(page.url()).search, `?a=${a}&b=${b}`);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2");
  assert.match((await voice.textContent()) ?? "", new RegExp(first.name));
  for (const [at, document] of documents.entries()) {
    const shown = (await cards.nth(at).innerText()).replace(/\s+/g, "");
    for (const goal of document.goals) {
      assert.ok(shown.includes(goal.text.replace(/\s+/g, "")), `${document.id}: ${goal.text}`);
    }
    for (const head of document.heads) {
      assert.ok(!shown.includes(head.name.replace(/\s+/g, "")), `${document.id}: an officer is named`);
    }
  }
  // Links lead to the goals, below the base path.
  const link = await cards.first().locator("h4 a").first().getAttribute("href");
  const answer = await page.request.get(new URL(link ?? "", page.url()).href);
  assert.equal(answer.status(), 200, link ?? "no link");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await runAxe(page), [], colorScheme);
  }
  const width = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.setViewportSize({ width: 320, height: 800 });
  assert.equal(await width(), 0, "no sideways scrolling at 320 px");

  // The address alone is enough, and the way back works.
  await page.goto(`${site.base}compare/?a=${b}&b=${a}`);
  await cards.nth(1).waitFor();
  assert.equal(await field("a-organisation").inputValue(), second.path);
  assert.deepEqual(await walk(page), [], "by keyboard");
  await field("b-organisation").selectOption(second.path);
  await field("b-year").selectOption(String(second.years[0]));
  await page.locator(".compare button[type=submit]").click();
  await page.waitForFunction((search) => location.search === search, `?a=${b}&b=${second.years[0]}/${second.path}`);
  await page.goBack();
  await page.waitForFunction((name) => document.querySelector(".compare [role=status]")?.textContent?.includes(name), first.name);
  assert.equal(await field("b-organisation").inputValue(), first.path);

  // What is not held is said, and nothing of the address becomes anything else.
  for (const wrong of [`?a=1999/${first.path}&b=${b}`, "?a=../../x&b=javascript:1", "?a=2024/__proto__&b=", "?a=%3Cimg%20src=x%3E&b=1"]) {
    await page.goto(`${site.base}compare/${wrong}`);
    await page.waitForFunction(() => (document.querySelector(".compare [role=status]")?.textContent ?? "") !== "");
    assert.equal(await cards.count(), 0, wrong);
    assert.equal(await page.locator(".compare img").count(), 0, wrong);
  }
  await page.goto(`${site.base}compare/?a=${a}&b=${a}`);
  await page.waitForFunction(() => (document.querySelector(".compare [role=status]")?.textContent ?? "").includes("同じ文書"));
  assert.deepEqual(said, [], "the console stays empty");

  // A document that cannot be had is said too.
  await page.route("**/index.json", (route) => route.abort());
  await page.goto(`${site.base}compare/?a=${a}&b=${b}`);
  await page.waitForFunction(() => (document.querySelector(".compare [role=status]")?.textContent ?? "").includes("読み込めませんでした"));
  await page.close();

  // Opened as a file: plain words, and the lists that need no script.
  const opened = await browser.newPage({ locale: "ja-JP" });
  await opened.goto(pathToFileURL(path.join(root, "compare/index.html")).href);
  assert.match(await opened.locator(".compare").innerText(), /ファイルとして開/);
  assert.ok((await opened.locator("main a").count()) > 2);
  console.log("ok     compare: any two documents side by side, from the address too, and plain words where that cannot be");
} finally {
  await browser.close();
  await site.close();
}
