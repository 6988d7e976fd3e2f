#!/usr/bin/env node
// @ts-check
/**
 * Searches a built site in Chromium with its own engine and with Pagefind, and prints a table:
 * `node measure.mjs SITE --scratch FOLDER --indexing SECONDS [--browser /usr/bin/chromium] [--show yes]`.
 */
import { readFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import { launch } from "../../tests/pages/lib/browser.mjs";
import { readArguments, wrongUsage } from "../../tests/pages/lib/options.mjs";
import { documentPages, makeBundle, sizeOf, UNUSED } from "./lib/bundle.mjs";
import { ayumi, pagefind, places } from "./lib/engines.mjs";
import { ayumiPages, holders, pagefindPages, score } from "./lib/hits.mjs";
import { makeCertificate, startHost } from "./lib/host.mjs";
import { SLOW_4G, UNTHROTTLED } from "./lib/line.mjs";
import { table } from "./lib/table.mjs";
import { computing, directly, firstResults, session, VISITS } from "./lib/visits.mjs";

/** What is no plain phrase: several words, a year, an operator. */
const COMPOUND = /\s/;

const { site, options } = readArguments(["browser", "scratch", "indexing", "show"]);
const scratch = options.scratch ?? wrongUsage("--scratch: a folder for Pagefind's files");
const indexing = Number(options.indexing ?? wrongUsage("--indexing: the seconds that Ayumi took to make its index"));
const tell = (/** @type {string} */ line) => console.error(line);

const queries = (await readFile(new URL("queries.txt", import.meta.url), "utf8")).split("\n").filter(Boolean);
const phrases = queries.filter((query) => !COMPOUND.test(query));
const start = JSON.parse(await readFile(path.join(site, "search/index/start.json"), "utf8"));
const pages = await documentPages(site);
tell(`Pagefind reads ${pages.length} pages`);
const bundle = await makeBundle(site, pages, path.resolve(scratch));
const truth = await holders(site, pages, phrases);
const held = phrases.filter((phrase) => truth.get(phrase)?.size);
if (held.length <= VISITS) throw new Error("too few of the phrases stand in this city's documents");

const certificate = await makeCertificate();
const host = await startHost(certificate, await places(site, bundle.folder));
const browser = await launch(options.browser ?? "/usr/bin/chromium", [`--ignore-certificate-errors-spki-list=${certificate.hash}`]);
try {
  /** @type {Record<string, import("./lib/table.mjs").Measured>} */
  const measured = {};
  for (const engine of [ayumi, pagefind]) {
    tell(`${engine.name}: a session`);
    const asked = await session(browser, host, engine, queries);
    if (options.show) asked.asked.forEach(({ bytes, requests }, at) => tell(`  ${queries[at]}: ${bytes} bytes, ${requests} requests`));
    tell(`${engine.name}: first results`);
    const fast = await firstResults(browser, host, engine, held, UNTHROTTLED);
    const slow = await firstResults(browser, host, engine, held, SLOW_4G, options.show ? tell : undefined);
    tell(`${engine.name}: answers`);
    const computed = await computing(browser, host, engine, queries);
    const [plain, quoted] = await directly(browser, host, engine, async (page) => {
      const find = engine === ayumi ? ayumiPages(page) : await pagefindPages(page, bundle.folder);
      return [await score(truth, find), await score(truth, (phrase) => find(`"${phrase}"`))];
    });
    if (options.show) for (const line of [...plain.told, "in quotation marks:", ...quoted.told]) tell(`  ${line}`);
    measured[engine.name] = {
      session: asked,
      fast,
      slow,
      computing: computed,
      plain,
      quoted,
      size: engine === ayumi ? await sizeOf(path.join(site, "search"), /\.html$/) : await sizeOf(bundle.folder, UNUSED),
      indexing: engine === ayumi ? indexing : bundle.seconds,
    };
  }
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  console.log(table(start, measured, `${date}; ${machine}; Chromium ${browser.version()}; Pagefind ${bundle.version}.`));
} finally {
  await browser.close();
  host.close();
}
