// @ts-check
/** Links within the site: each must lead to a published file, and each fragment to an anchor. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { readPage, readStyle } from "./references.mjs";
import { addressOf, BASE_PATH, listFiles } from "./site.mjs";

/** Stands for the host that the site is on; never asked for. */
const ORIGIN = "https://site.invalid";

/**
 * @param {string} root
 * @returns {Promise<string[]>} one line for each problem
 */
export async function checkLinks(root) {
  const files = await listFiles(root);
  const published = new Set(files);
  /** @type {Map<string, import("./references.mjs").Page>} */
  const pages = new Map();
  /** @type {string[]} */
  const problems = [];
  for (const file of files) {
    const kind = path.posix.extname(file);
    if (kind !== ".html" && kind !== ".css") continue;
    const text = await readFile(path.join(root, file), "utf8");
    pages.set(file, kind === ".html" ? readPage(text) : { bases: [], anchors: new Set(), references: readStyle(text) });
  }
  for (const [file, page] of pages) {
    if (page.bases.length > 0) problems.push(`${file}: <base> changes where every relative link leads`);
    for (const reference of page.references) {
      const problem = problemOf(file, reference, published, pages);
      if (problem) problems.push(`${file}:${reference.line}: ${reference.where} "${reference.target}": ${problem}`);
    }
  }
  return problems;
}

/**
 * @param {string} file
 * @param {import("./references.mjs").Reference} reference
 * @param {Set<string>} published
 * @param {Map<string, import("./references.mjs").Page>} pages
 * @returns {string | null}
 */
function problemOf(file, reference, published, pages) {
  let url;
  try {
    url = new URL(reference.target, ORIGIN + BASE_PATH + addressOf(file));
  } catch {
    return "is no address";
  }
  if (url.protocol === "javascript:") return "runs code";
  if (url.origin !== ORIGIN) {
    const fetched = url.protocol === "http:" || url.protocol === "https:" || url.protocol === "file:";
    return fetched && reference.loads ? "is loaded from outside of the site" : null;
  }
  if (!url.pathname.startsWith(BASE_PATH)) return "leaves the folder of the site; links are relative";

  const inside = decode(url.pathname.slice(BASE_PATH.length));
  if (inside === null) return "is not well escaped";
  const target = inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside;
  if (!published.has(target)) {
    return published.has(`${target}/index.html`) ? "is a folder: end it with a slash" : "leads to nothing";
  }
  return fragmentProblem(url.hash, target, pages);
}

/**
 * @param {string} hash with its `#`, or empty
 * @param {string} target
 * @param {Map<string, import("./references.mjs").Page>} pages
 */
function fragmentProblem(hash, target, pages) {
  // `#:~:text=…` asks the browser to search the page; it names no anchor.
  const fragment = hash.slice(1).split(":~:")[0];
  if (fragment === "" || fragment === "top" || !target.endsWith(".html")) return null;
  const anchors = pages.get(target)?.anchors;
  const decoded = decode(fragment);
  if (anchors?.has(fragment) || (decoded !== null && anchors?.has(decoded))) return null;
  return `${target} has no such anchor`;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
