#!/usr/bin/env node
// @ts-check
/** The search page in Firefox: `node search-firefox.mjs SITE --program target/debug/ayumi [--browser /usr/bin/firefox-esr]`. */
import { checkFirefox } from "./lib/firefox-looks.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";

const { site, options } = readArguments(["browser", "program"]);
const program = options.program ?? wrongUsage("--program: where ayumi is");
const problems = await checkFirefox(site, program, options.browser ?? "/usr/bin/firefox-esr");
for (const problem of problems) console.log(`FAILED search-firefox: ${problem}`);
if (problems.length === 0) console.log("ok     search-firefox: Firefox finds what the program finds");
process.exitCode = problems.length === 0 ? 0 : 1;
