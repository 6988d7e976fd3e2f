#!/usr/bin/env node
// @ts-check
/**
 * Lighthouse's four categories for one page of each kind, on its mobile profile:
 * `node lighthouse.mjs SITE [--browser /usr/bin/chromium] [--runs 1] [--out FILE]`.
 * Accessibility, best practices and SEO do not depend on the machine: less than 100 is a failure. Performance does; it is
 * printed as the median of the runs.
 */
import { writeFile } from "node:fs/promises";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { pagesOfEachKind } from "./lib/kinds.mjs";
import { readArguments } from "./lib/options.mjs";
import { addressOf, listFiles, pagesOf, serve } from "./lib/site.mjs";

const CERTAIN = ["accessibility", "best-practices", "seo"];
const CATEGORIES = ["performance", ...CERTAIN];

const { site, options } = readArguments(["browser", "runs", "out"]);
const runs = Number(options.runs ?? 1);
const server = await serve(site, { basePath: "/", likeHosts: true });
const chrome = await launcher.launch({
  chromePath: options.browser ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
const rows = ["| page | performance | accessibility | best practices | SEO |", "|---|--:|--:|--:|--:|"];
let failed = false;
try {
  for (const file of pagesOfEachKind(pagesOf(await listFiles(site)), 1)) {
    /** @type {Record<string, number[]>} */
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, []]));
    for (let run = 0; run < runs; run++) {
      const answer = await lighthouse(server.base + addressOf(file), { port: chrome.port, output: "json", logLevel: "error" });
      if (!answer) throw new Error(`no answer for ${file}`);
      for (const name of CATEGORIES) scores[name].push(Math.round((answer.lhr.categories[name].score ?? 0) * 100));
      for (const name of CERTAIN) {
        for (const { id, weight } of answer.lhr.categories[name].auditRefs) {
          const audit = answer.lhr.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 1) console.log(`FAILED ${file}: ${name}: ${id}: ${audit.title}`);
        }
      }
    }
    failed ||= CERTAIN.some((name) => Math.min(...scores[name]) < 100);
    rows.push(`| ${file} | ${CATEGORIES.map((name) => median(scores[name])).join(" | ")} |`);
    console.log(rows.at(-1));
  }
} finally {
  chrome.kill();
  await server.close();
}
if (options.out) await writeFile(options.out, `${rows.join("\n")}\n`);
process.exitCode = failed ? 1 : 0;

/** @param {number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
