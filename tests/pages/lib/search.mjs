// @ts-check
/**
 * The search in titles and names, which is there without the engine: asked by keyboard, asked by address, without its
 * list, without scripts.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch, runAxe } from "./browser.mjs";
import { serve } from "./site.mjs";

/**
 * @param {string} root
 * @param {string} executablePath
 * @param {{ words: string, title: string }} known words that find a document of this title
 * @returns {Promise<string[]>}
 */
export async function checkSearch(root, executablePath, { words, title }) {
  const site = await serve(root);
  const browser = await launch(executablePath);
  try {
    const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    /** @type {string[]} */
    const said = [];
    page.on("pageerror", (error) => said.push(error.message));
    // Where the site has an engine, it cannot be had.
    await context.route("**/search/engine/**", (route) => route.abort());
    page.on("console", (message) => {
      if (!message.location().url.includes("/search/engine/")) said.push(message.text());
    });
    const field = page.locator("#q");
    const status = page.locator("[data-search] [role=status]");
    const found = page.locator("[data-place=titles-found] li a");

    await page.goto(`${site.base}search/`, { waitUntil: "networkidle" });
    assert.equal(await found.count(), 0, "nothing is found before anybody asks");
    await field.fill(words);
    await found.filter({ hasText: title }).first().waitFor();
    await status.filter({ hasText: /[1-9]/ }).waitFor({ state: "attached" });
    assert.deepEqual(await runAxe(page), []);

    // Asked by address, as browsers do that know opensearch.xml, in other widths and with more spaces.
    const wide = words.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replace(" ", "　 ");
    await page.goto(`${site.base}search/?q=${encodeURIComponent(wide)}`, { waitUntil: "networkidle" });
    assert.equal(await field.inputValue(), wide);
    await found.filter({ hasText: title }).first().click();
    await page.locator("h1").waitFor();
    assert.match(page.url(), /\/\d{4}\//, "a title leads to its document");

    await page.goto(`${site.base}search/`, { waitUntil: "networkidle" });
    await field.fill('<img src=x onerror="alert(1)">');
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("[data-search] img").count(), 0);
    await page.waitForFunction(() => location.search.startsWith("?q="), null, { timeout: 5000 });
    assert.equal(await found.count(), 0);
    assert.deepEqual(said, [], "the console stays empty");

    // The list does not arrive: the page says so, and still leads everywhere.
    await context.route("**/titles.json", (route) => route.abort());
    await page.goto(`${site.base}search/?q=${encodeURIComponent(words)}`, { waitUntil: "networkidle" });
    await page.locator("[data-place=titles-found]").filter({ hasText: /\S/ }).waitFor();
    assert.notEqual((await status.textContent())?.trim(), "");
    assert.equal(await found.count(), 0);
    await context.close();

    for (const [how, address, scripts] of /** @type {const} */ ([
      ["without scripts", `${site.base}search/`, false],
      ["opened as a file", pathToFileURL(path.join(root, "search/index.html")).href, true],
    ])) {
      const other = await browser.newContext({ javaScriptEnabled: scripts });
      const plain = await other.newPage();
      await plain.goto(address, { waitUntil: "load" });
      const off = plain.locator("[data-search-off]");
      assert.ok(await off.isVisible(), `${how}: nothing says why there is no field`);
      assert.ok((await plain.locator("main section a").count()) > 2, `${how}: no ways in`);
      await other.close();
    }
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await browser.close();
    await site.close();
  }
}
