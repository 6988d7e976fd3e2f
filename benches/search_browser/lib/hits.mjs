// @ts-check
/** Which pages hold a phrase, and which of them an engine finds. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { mainText, normal } from "../../../tests/pages/lib/main-text.mjs";
import { NOT_OF_THE_DOCUMENT } from "./bundle.mjs";

/**
 * Which of the pages hold each phrase.
 * @param {string} site
 * @param {string[]} pages
 * @param {string[]} phrases
 */
export async function holders(site, pages, phrases) {
  /** @type {Map<string, Set<string>>} */
  const held = new Map(phrases.map((phrase) => [phrase, new Set()]));
  for (const page of pages) {
    const text = mainText(await readFile(path.join(site, page, "index.html"), "utf8"), NOT_OF_THE_DOCUMENT);
    for (const [phrase, holding] of held) if (text.includes(normal(phrase))) holding.add(page);
  }
  return held;
}

/**
 * How an engine answers phrases.
 * @typedef {{ queries: number, returned: number, right: number, held: number, unanswered: number, absent: number, invented: number }} Score
 */

/**
 * Compares what is found with what is there.
 * @param {Map<string, Set<string>>} truth the pages that hold each phrase
 * @param {(phrase: string) => Promise<Set<string>>} find
 * @returns {Promise<Score & { told: string[] }>}
 */
export async function score(truth, find) {
  const sum = { queries: 0, returned: 0, right: 0, held: 0, unanswered: 0, absent: 0, invented: 0, told: /** @type {string[]} */ ([]) };
  for (const [phrase, held] of truth) {
    const found = await find(phrase);
    const right = [...found].filter((page) => held.has(page)).length;
    sum.told.push(`${phrase}: ${held.size} pages, ${found.size} found, ${right} of them right`);
    if (held.size === 0) {
      // There is no recall where nothing is to be found.
      sum.absent += 1;
      if (found.size > 0) sum.invented += 1;
      continue;
    }
    sum.queries += 1;
    sum.returned += found.size;
    sum.right += right;
    sum.held += held.size;
    if (found.size === 0) sum.unanswered += 1;
  }
  return sum;
}

/** Hits that are asked for at once. */
const MANY = 1000;

/**
 * The documents whose passages Ayumi finds.
 * @param {import("./engines.mjs").Page} page
 * @returns {(query: string) => Promise<Set<string>>}
 */
export const ayumiPages = (page) => async (query) => {
  /** @type {Set<string>} */
  const found = new Set();
  for (let offset = 0; ; offset += MANY) {
    const urls = await page.evaluate(
      async ({ query, offset, limit }) => {
        const { answer } = await /** @type {any} */ (globalThis).search({ query, offset, limit, group: true });
        return answer.hits.map((/** @type {any} */ hit) => hit.url);
      },
      { query, offset, limit: MANY },
    );
    for (const url of urls) found.add(url.split("#")[0]);
    if (urls.length < MANY) return found;
  }
};

/**
 * The pages that Pagefind finds. Its results name fragments; which page each is of is read from the files.
 * @param {import("./engines.mjs").Page} page
 * @param {string} bundle
 * @returns {Promise<(query: string) => Promise<Set<string>>>}
 */
export async function pagefindPages(page, bundle) {
  const folder = path.join(bundle, "fragment");
  /** @type {Map<string, string>} */
  const pages = new Map();
  for (const file of await readdir(folder)) {
    const text = gunzipSync(await readFile(path.join(folder, file))).toString("utf8");
    // A mark of Pagefind's stands before the JSON.
    const { url } = JSON.parse(text.slice(text.indexOf("{")));
    pages.set(path.parse(file).name, url.replace(/^\//, "").replace(/index\.html$/, ""));
  }
  return async (query) => {
    const ids = await page.evaluate(async (query) => {
      const { results } = await /** @type {any} */ (globalThis).search(query);
      return results.map((/** @type {any} */ result) => result.id);
    }, query);
    return new Set(ids.map((/** @type {string} */ id) => pages.get(id) ?? `unknown ${id}`));
  };
}
