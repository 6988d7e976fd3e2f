// @ts-check
/** Two engines on the same page: how each is opened and asked in a browser. */
import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * @typedef {Awaited<ReturnType<typeof import("../../../tests/pages/lib/browser.mjs").launch>>} Browser
 * @typedef {Awaited<ReturnType<Browser["newPage"]>>} Page
 */

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} page where people search
 * @property {(page: Page) => Promise<void>} open gets everything ready that can be before there are words
 * @property {(page: Page, query: string) => Promise<void>} ask until the ten hits are shown
 * @property {(page: Page) => Promise<void>} direct makes `globalThis.answer(query)` on an empty page
 */

/** Where the site stands on the host, Pagefind's files, and a page without anything. */
export const [SITE, PAGEFIND, EMPTY] = ["/archive/", "/pagefind/", "/empty.html"];

/** How many hits are shown. */
export const SHOWN = 10;

/** When the first hit was there, which both pages show alike: in every page from its beginning. */
export const WATCH = `
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".hits > li")) return;
    globalThis.firstHit = performance.now();
    watch.disconnect();
  }).observe(document, { childList: true, subtree: true });`;

/** What stands on Pagefind's page in the place of Ayumi's scripts; hits are shown as they come, as Pagefind's own page does. */
const PAGEFIND_SCRIPT = `
  let engine;
  globalThis.open = async () => {
    engine ??= await import("${PAGEFIND}pagefind.js");
    await engine.init();
  };
  globalThis.ask = async (query) => {
    await open();
    const { results } = await engine.search(query);
    if (results.length === 0) globalThis.firstHit ??= performance.now();
    const list = document.createElement("ol");
    list.className = "hits";
    document.querySelector("main").append(list);
    await Promise.all(results.slice(0, ${SHOWN}).map(async (result) => {
      const { url, meta, excerpt } = await result.data();
      const [hit, link, text] = ["li", "a", "p"].map((name) => document.createElement(name));
      [link.href, link.textContent, text.innerHTML] = [url, meta.title, excerpt];
      hit.append(link, text);
      list.append(hit);
    }));
  };
  const words = new URLSearchParams(location.search).get("q");
  if (words) ask(words);`;

/** @type {Engine} */
export const ayumi = {
  name: "Ayumi",
  page: `${SITE}search/index.html`,
  open: (page) => page.locator("#q").focus(),
  ask: async (page, query) => {
    await page.evaluate(() => {
      const status = document.querySelector("[data-search] [role=status]");
      if (status) status.textContent = "";
    });
    await page.locator("#q").fill(query);
    await page.keyboard.press("Enter");
    const status = page.locator("[data-search] [role=status]").filter({ hasText: /\S/ });
    await status.waitFor({ state: "attached", timeout: 60_000 });
    const shown = await page.locator("[data-place=results]").isVisible();
    if (!shown) throw new Error(`${query}: the search page says: ${(await status.innerText()).trim()}`);
  },
  direct: async (page) => {
    const html = await page.evaluate(async (search) => await (await fetch(search)).text(), ayumi.page);
    const [worker, wasm, index] = ["worker", "wasm", "index"].map((name) => new RegExp(`data-${name}="\\.\\./([^"]+)"`).exec(html)?.[1]);
    if (!worker || !wasm || !index) throw new Error("the site publishes no engine");
    await page.evaluate(
      async ({ site, worker, wasm, index }) => {
        const whole = (/** @type {string} */ file) => new URL(site + file, location.href).href;
        const made = new Worker(whole(worker));
        let last = 0;
        const call = (/** @type {object} */ message) =>
          new Promise((resolve, reject) => {
            const id = ++last;
            made.addEventListener("message", function hear({ data }) {
              if (data.id !== id) return;
              made.removeEventListener("message", hear);
              if (data.type === "result") resolve(data.value);
              else reject(new Error(data.detail ?? data.type));
            });
            made.postMessage({ id, ...message });
          });
        await call({ type: "open", wasm: whole(wasm), index: whole(index) });
        const search = (/** @type {object} */ request) => call({ type: "search", request });
        Object.assign(globalThis, {
          search,
          answer: (/** @type {string} */ query) => search({ query, limit: 10 }),
        });
      },
      { site: SITE, worker, wasm, index },
    );
  },
};

/** @type {Engine} */
export const pagefind = {
  name: "Pagefind",
  page: `${SITE}search/pagefind.html`,
  open: (page) => page.evaluate(() => /** @type {any} */ (globalThis).open()),
  ask: (page, query) => page.evaluate((query) => /** @type {any} */ (globalThis).ask(query), query),
  direct: async (page) => {
    await page.evaluate(async (folder) => {
      const engine = await import(`${folder}pagefind.js`);
      await engine.init();
      Object.assign(globalThis, {
        search: (/** @type {string} */ query) => engine.search(query),
        answer: async (/** @type {string} */ query) => {
          const { results } = await engine.search(query);
          return Promise.all(results.slice(0, 10).map((/** @type {any} */ one) => one.data()));
        },
      });
    }, PAGEFIND);
  },
};

/**
 * What the host answers: the site, Pagefind's files, and for Pagefind the same search page with its own script.
 * @param {string} site
 * @param {string} bundle
 */
export async function places(site, bundle) {
  const html = await readFile(path.join(site, "search/index.html"), "utf8");
  const page = html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/<script src="[^"]*\/search\.[^>]*><\/script>/, "")
    .replace("</body>", () => `<script type="module">${PAGEFIND_SCRIPT}</script></body>`);
  if (!html.includes("data-worker=") || /<script src="[^"]*\/search\./.test(page)) throw new Error("the search page is not as this program knows it");
  return {
    [SITE]: site,
    [PAGEFIND]: bundle,
    [pagefind.page]: page,
    [EMPTY]: "<!DOCTYPE html><title>.</title>",
  };
}
