#!/usr/bin/env node
// @ts-check
/** The search page with its engine: `node search-engine.mjs SITE --later SITE --program target/debug/ayumi [--browser /usr/bin/chromium]`. */
import { checkEngine } from "./lib/engine-looks.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";

const { site, options } = readArguments(["browser", "later", "program"]);
const program = options.program ?? wrongUsage("--program: where ayumi is");
const later = options.later ?? wrongUsage("--later: another site that was built");
const problems = (await checkEngine(site, later, program, options.browser ?? "/usr/bin/chromium")) ?? ["the site publishes no engine"];
for (const problem of problems) console.log(`FAILED search-engine: ${problem}`);
if (problems.length === 0) console.log("ok     search-engine: the browser finds what the program finds, and says what it cannot");
process.exitCode = problems.length === 0 ? 0 : 1;
