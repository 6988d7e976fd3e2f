// @ts-check
/** What a page weighs on the line, as hosts with brotli send it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { parse } from "parse5";
import { listFiles, pagesOf } from "./site.mjs";

/** Bytes that the first round trip of a new connection carries: ten segments of 1,460 bytes. */
export const ONE_ROUND_TRIP = 14_600;

/** Bytes of script before anybody searches. */
export const MOST_SCRIPT = 5_000;

/**
 * The weight of a page: its HTML and style sheets, and its scripts.
 * @param {string} root
 * @param {string} file
 */
export async function weightOf(root, file) {
  const html = await readFile(path.join(root, file));
  const { styles, scripts } = references(html.toString("utf8"));
  const size = async (/** @type {string} */ reference) =>
    compressed(await readFile(path.join(root, path.dirname(file), decodeURIComponent(reference))));
  const sum = async (/** @type {string[]} */ all) => (await Promise.all(all.map(size))).reduce((a, b) => a + b, 0);
  return { html: compressed(html), styles: await sum(styles), scripts: await sum(scripts) };
}

/**
 * The pages whose scripts, or whose HTML and style sheets, weigh more than they may. Only the page `light` must fit
 * into one round trip: long documents need more, whatever the theme.
 * @param {string} root
 * @param {string | undefined} light
 * @returns {Promise<string[]>}
 */
export async function checkWeight(root, light) {
  const files = pagesOf(await listFiles(root));
  const problems = [];
  if (light !== undefined && !files.includes(light)) problems.push(`there is no page ${light}`);
  for (const file of files) {
    const { html, styles, scripts } = await weightOf(root, file);
    if (scripts > MOST_SCRIPT) problems.push(`${file}: ${scripts} bytes of script, more than ${MOST_SCRIPT}`);
    if (file !== light) continue;
    const first = html + styles;
    console.log(`       ${file}: HTML ${html} + CSS ${styles} = ${first} bytes, scripts ${scripts} (brotli)`);
    if (first > ONE_ROUND_TRIP) problems.push(`${file}: ${first} bytes of HTML and CSS, more than ${ONE_ROUND_TRIP}`);
  }
  return problems;
}

/** @param {Buffer} bytes */
function compressed(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** @param {string} html */
function references(html) {
  /** @type {{ styles: string[], scripts: string[] }} */
  const found = { styles: [], scripts: [] };
  const visit = (/** @type {any} */ node) => {
    const attribute = (/** @type {string} */ name) => node.attrs?.find((/** @type {any} */ one) => one.name === name)?.value;
    if (node.tagName === "link" && attribute("rel") === "stylesheet") found.styles.push(attribute("href"));
    if (node.tagName === "script" && attribute("src")) found.scripts.push(attribute("src"));
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(parse(html));
  return found;
}
