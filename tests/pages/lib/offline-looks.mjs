// @ts-check
/** The search page without a connection, where the site has its readers' browsers keep what was read. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { launch } from "./browser.mjs";
import { DONE, compare } from "./engine-answers.mjs";
import { serve } from "./site.mjs";

/**
 * @param {string} root the built site, with `[search] offline = true`
 * @param {string} program where `ayumi` is
 * @param {string} executablePath
 * @returns {Promise<string[]>} what is wrong
 */
export async function checkOffline(root, program, executablePath) {
  /** @type {"there" | "gone" | "no longer kept"} */
  let host = "there";
  const site = await serve(root, {
    more: async (file) => {
      if (host === "gone") return "silence";
      if (host === "there" || file !== "search/") return null;
      const body = await readFile(path.join(root, "search/index.html"), "utf8");
      return { type: "text/html; charset=utf-8", body: body.replace(/ data-offline="[^"]*"/, "") };
    },
  });
  const browser = await launch(executablePath);
  const context = await browser.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  const ask = async (/** @type {string} */ query) => {
    await page.goto(`${site.base}search/?q=${encodeURIComponent(query)}`);
    await page.locator(DONE).first().waitFor({ timeout: 30_000 });
  };
  const same = async (/** @type {string} */ query) => {
    const count = await page.locator("[data-place=count]").innerText();
    const links = await page.locator(".hits > li a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    await compare({ program, root, query }, { count, links });
  };
  const kept = () => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat());
  const problems = [];
  try {
    await ask("除雪");
    await same("除雪");
    const hit = await page.locator(".hits > li a").first().getAttribute("href");
    const read = new URL(hit ?? "", page.url()).href;
    await page.goto(read);
    // What the page had loaded before the service worker was there comes a little later.
    await page.waitForFunction(async () => (await caches.keys()).length === 1);
    await page.goto(`${site.base}search/`);
    for (let left = 50; left > 0 && !(await kept()).some((url) => url.endsWith("/search/")); left -= 1) {
      await page.waitForTimeout(100);
    }
    const addresses = await kept();
    assert.ok(addresses.some((url) => url.endsWith("start.json")) && addresses.some((url) => url.endsWith(".wasm")), addresses.join(" "));
    assert.ok(!addresses.some((url) => url.includes("?")), "what was searched for is kept");

    host = "gone";
    await ask("除雪");
    await same("除雪");
    await page.goto(read);
    assert.ok((await page.locator("h1").innerText()) !== "", "a page that was read can be read again");

    host = "no longer kept";
    await page.goto(`${site.base}search/`);
    await page.locator("#q").focus();
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0, undefined, { timeout: 10_000 });
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    await browser.close();
    await site.close();
  }
  return problems;
}
