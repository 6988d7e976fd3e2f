// @ts-check
import { parseArgs } from "node:util";
import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The arguments of both programs: a site, and options that take a value. Wrong ones end the program
 * with code 2 and a message.
 * @param {string[]} names of the options
 * @returns {{ site: string, options: Record<string, string | undefined> }}
 */
export function readArguments(names) {
  try {
    return parse(names);
  } catch (error) {
    wrongUsage(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
export function wrongUsage(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

/** @param {string[]} names */
function parse(names) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(names.map((name) => [name, { type: /** @type {const} */ ("string") }])),
  });
  if (positionals.length !== 1) throw new Error("name the folder of one built site");
  const site = path.resolve(positionals[0]);
  if (!existsSync(path.join(site, "index.html"))) throw new Error(`${positionals[0]} holds no index.html`);
  return { site, options: /** @type {Record<string, string | undefined>} */ (values) };
}
