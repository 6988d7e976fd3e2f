#!/usr/bin/env node
// @ts-check
/** The search page in a browser: `node search.mjs SITE --words "中央区 R6" --title 令和6年度 [--browser /usr/bin/chromium]`. */
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { checkSearch } from "./lib/search.mjs";

const { site, options } = readArguments(["browser", "words", "title"]);
const known = {
  words: options.words ?? wrongUsage("--words: what finds a document"),
  title: options.title ?? wrongUsage("--title: of that document"),
};
const problems = await checkSearch(site, options.browser ?? "/usr/bin/chromium", known);
for (const problem of problems) console.log(`FAILED search: ${problem}`);
if (problems.length === 0) console.log("ok     search: titles and names are found, and nothing is found without scripts but ways in");
process.exitCode = problems.length === 0 ? 0 : 1;
