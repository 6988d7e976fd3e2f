#!/usr/bin/env node
// @ts-check
/** The search page without a connection: `node search-offline.mjs SITE --program target/debug/ayumi [--browser /usr/bin/chromium]`. */
import { checkOffline } from "./lib/offline-looks.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";

const { site, options } = readArguments(["browser", "program"]);
const program = options.program ?? wrongUsage("--program: where ayumi is");
const problems = await checkOffline(site, program, options.browser ?? "/usr/bin/chromium");
for (const problem of problems) console.log(`FAILED search-offline: ${problem}`);
if (problems.length === 0) console.log("ok     search-offline: what was read can be read and searched without a connection");
process.exitCode = problems.length === 0 ? 0 : 1;
