// @ts-check
/** The search page with the real engine: the same answers as the program's, and what is said when files are not as they should be. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { launch } from "./browser.mjs";
import { DONE, QUERIES, compare } from "./engine-answers.mjs";
import { serve } from "./site.mjs";

/**
 * @param {string} root the built site
 * @param {string} later another site, as if it had been published in the place of the first
 * @param {string} program where `ayumi` is
 * @param {string} executablePath
 * @returns {Promise<string[] | null>} what is wrong; null if the site publishes no engine
 */
export async function checkEngine(root, later, program, executablePath) {
  const html = await readFile(path.join(root, "search/index.html"), "utf8");
  if (!html.includes("data-worker=")) return null;
  /** What is done to a file before it is sent. @type {(file: string) => Promise<import("./site.mjs").Given | null>} */
  let tamper = async () => null;
  /** @type {string[]} */
  let files = [];
  const site = await serve(root, {
    more: (file) => {
      files.push(file);
      return tamper(file);
    },
  });
  const browser = await launch(executablePath);
  /** Opens the page with a question and waits for what comes of it. @param {string} query */
  const ask = async (query) => {
    const context = await browser.newContext({ locale: "ja-JP" });
    const page = await context.newPage();
    /** @type {string[]} */
    const said = [];
    page.on("pageerror", (error) => said.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") said.push(message.text());
    });
    await page.goto(`${site.base}search/?q=${encodeURIComponent(query)}`);
    await page.locator(DONE).first().waitFor({ timeout: 30_000 });
    return { page, said, close: () => context.close() };
  };
  /** Opens the page and waits for what it says of trouble. @param {string} query */
  const troubled = async (query) => {
    const { page, close } = await ask(query);
    await page.locator("[data-place=trouble] *").first().waitFor();
    const told = await page.locator("[data-place=trouble]").innerText();
    const hits = await page.locator("[data-place=results]:not([hidden]) .hits > li").count();
    await close();
    assert.equal(hits, 0, "no list is shown as if it were one");
    return told;
  };
  const part = (/** @type {string} */ file) => /^search\/index\/parts\/[0-9a-f]{16}\.bin$/.test(file);

  /** @type {Record<string, () => Promise<void>>} */
  const looks = {
    "the browser finds what the program finds": async () => {
      for (const query of QUERIES) {
        const { page, said, close } = await ask(query);
        const count = await page.locator("[data-place=count]").innerText();
        const links = await page.locator(".hits > li a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
        await compare({ program, root, query }, { count, links });
        assert.deepEqual(said, [], query);
        await close();
      }
    },
    "words are suggested while typing": async () => {
      const { page, close } = await ask("取組");
      await page.locator("#q").fill("");
      await page.locator("#q").pressSequentially("じょせ", { delay: 60 });
      await page.locator("[role=option]").first().waitFor();
      await close();
    },
    "a page left open finds what was published since": async () => {
      const { page, said, close } = await ask("除雪");
      tamper = async (file) => {
        if (!file.startsWith("search/index/")) return null;
        const body = await readFile(path.join(later, file)).catch(() => null);
        return body ? { type: "application/octet-stream", body } : { status: 404, type: "text/plain", body: "not found" };
      };
      const query = "地域の課題";
      await page.locator("#q").fill(query);
      await page.keyboard.press("Enter");
      await page.waitForFunction((asked) => new URL(location.href).searchParams.get("q") === asked, query);
      await page.locator(".hits > li").first().waitFor({ timeout: 30_000 });
      await page.waitForFunction(() => document.querySelector(".hits > li")?.textContent?.includes("組織目標"));
      const count = await page.locator("[data-place=count]").innerText();
      const links = await page.locator(".hits > li a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
      await compare({ program, root: later, query }, { count, links });
      // The browser itself says which files were gone.
      assert.deepEqual(said.filter((line) => !line.includes("404")), []);
      await close();
    },
    "a search from nothing takes few files": async () => {
      files = [];
      const { close } = await ask("除雪");
      await close();
      const fetched = files.filter((file) => file.startsWith("search/index/"));
      assert.ok(fetched.length > 1 && fetched.length <= 24, fetched.join(" "));
    },
    "a file that is not there is said": async () => {
      tamper = async (file) => (part(file) ? { status: 404, type: "text/plain", body: "not found" } : null);
      assert.notEqual(await troubled("除雪"), "");
    },
    "a damaged file is said": async () => {
      tamper = async (file) => {
        if (!part(file)) return null;
        const body = await readFile(path.join(root, file));
        body[body.length >> 1] ^= 4;
        return { type: "application/octet-stream", body };
      };
      assert.notEqual(await troubled("除雪"), "");
    },
    "a page in the place of the engine is said": async () => {
      tamper = async (file) => (file.endsWith(".wasm") ? { type: "text/html", body: "<p>not here</p>" } : null);
      assert.notEqual(await troubled("除雪"), "");
    },
    "an index of another version is said": async () => {
      tamper = async (file) =>
        file.endsWith("start.json") ? { type: "application/json", body: '{"format":999999,"root":"0123456789abcdef"}' } : null;
      assert.notEqual(await troubled("除雪"), "");
    },
    "the engine runs where the host does not know its type": async () => {
      const body = await readFile(path.join(root, /data-wasm="\.\.\/([^"]+)"/.exec(html)?.[1] ?? ""));
      tamper = async (file) => (file.endsWith(".wasm") ? { type: "application/octet-stream", body } : null);
      const { page, close } = await ask("除雪");
      await page.locator("[data-place=results]:not([hidden])").waitFor();
      await close();
    },
  };
  const problems = [];
  try {
    for (const [name, look] of Object.entries(looks)) {
      tamper = async () => null;
      try {
        await look();
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return problems;
}
