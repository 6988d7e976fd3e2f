#!/usr/bin/env node
// @ts-check
/**
 * Checks a built site: `node check.mjs SITE [--browser /usr/bin/chromium] [--only nu,links] [--light PAGE] [--sample 2]`.
 * With `--sample` browsers look at so many pages of each kind, without it at all.
 * The page of `--light` must come with its style sheets in one round trip.
 * All checks run; each problem is one line; the exit code is 1 if there is any.
 */
import { checkInBrowser } from "./lib/browser.mjs";
import { checkLinks } from "./lib/links.mjs";
import { checkOpened } from "./lib/opened.mjs";
import { checkWithHtmlValidate, checkWithNu } from "./lib/markup.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { listFiles, pagesOf } from "./lib/site.mjs";
import { checkWeight } from "./lib/weight.mjs";

const { site, options } = readArguments(["browser", "only", "light", "sample"]);

const browser = options.browser ?? "/usr/bin/chromium";

/** @type {Record<string, () => Promise<string[]>>} */
const checks = {
  links: () => checkLinks(site),
  "html-validate": () => checkWithHtmlValidate(site),
  nu: () => checkWithNu(site),
  weight: () => checkWeight(site, options.light),
  opened: () => checkOpened(site, browser),
  browser: () => checkInBrowser(site, browser, options.sample === undefined ? undefined : Number(options.sample)),
};

const chosen = options.only?.split(",") ?? Object.keys(checks);
const unknown = chosen.filter((name) => !(name in checks));
if (unknown.length > 0) {
  wrongUsage(`no such check: ${unknown.join(", ")}; there are ${Object.keys(checks).join(", ")}`);
}

console.log(`${pagesOf(await listFiles(site)).length} pages`);
let failed = false;
for (const name of chosen) {
  const start = performance.now();
  const problems = await checks[name]();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${name} (${problems.length} problems, ${seconds} s)`);
  for (const problem of problems) console.log(`       ${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;
