#!/usr/bin/env node
// @ts-check
/**
 * The search page at work, with a stand-in for the engine:
 * `node search-live.mjs SITE --program target/debug/ayumi [--browser /usr/bin/chromium] [--only "part of a name"]`.
 * The site is the generated city of `cargo xtask test`, whose answers are known.
 */
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { checkLive } from "./lib/live.mjs";
import { answers } from "./lib/live-answers.mjs";
import { asking } from "./lib/live-asking.mjs";

const { site, options } = readArguments(["browser", "program", "only"]);
const program = options.program ?? wrongUsage("--program: where ayumi is");
const only = options.only ?? "";
const looks = Object.fromEntries(Object.entries({ ...asking, ...answers }).filter(([name]) => name.includes(only)));
const problems = (await checkLive(site, program, options.browser ?? "/usr/bin/chromium", looks)) ?? ["the site publishes no search engine"];
for (const problem of problems) console.log(`FAILED search-live: ${problem}`);
if (problems.length === 0) console.log(`ok     search-live: ${Object.keys(looks).length} looks at the search page`);
process.exitCode = problems.length > 0 ? 1 : 0;
