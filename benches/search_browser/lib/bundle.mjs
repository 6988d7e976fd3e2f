// @ts-check
/** Pagefind's files for the pages of a site's documents. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * What the site writes on a document's page by itself: ways to other pages, what another edition said, where the document is
 * from. Neither engine is to find it.
 */
export const NOT_OF_THE_DOCUMENT = ["nav", "del", ".unseen", ".relations", ".elsewhere", ".about", ".report"];

/**
 * The paths of the pages that hold the documents, which are what Ayumi's search is about.
 * @param {string} site
 * @returns {Promise<string[]>}
 */
export async function documentPages(site) {
  const { rows } = JSON.parse(await readFile(path.join(site, "data/documents.json"), "utf8"));
  return rows.map((/** @type {{ path: string }} */ row) => row.path);
}

/**
 * Has Pagefind index these pages and no others, what stands in `main` of each.
 * @param {string} site
 * @param {string[]} pages
 * @param {string} scratch a folder for it alone
 * @returns {Promise<{ folder: string, seconds: number, version: string }>}
 */
export async function makeBundle(site, pages, scratch) {
  await rm(scratch, { recursive: true, force: true });
  const [from, folder] = [path.join(scratch, "pages"), path.join(scratch, "bundle")];
  for (const page of pages) {
    await mkdir(path.join(from, page), { recursive: true });
    // The pages of a large city are gigabytes: they are not copied.
    await link(path.join(site, page, "index.html"), path.join(from, page, "index.html"));
  }
  const program = fileURLToPath(new URL(`../node_modules/@pagefind/${process.platform}-${process.arch}/bin/pagefind_extended`, import.meta.url));
  if (!existsSync(program)) throw new Error(`Pagefind is not here for ${process.platform} on ${process.arch}; this runs on Linux`);
  const what = ["--site", from, "--output-path", folder, "--force-language", "ja", "--root-selector", "main", "--silent"];
  for (const selector of NOT_OF_THE_DOCUMENT) what.push("--exclude-selectors", selector);
  const begin = performance.now();
  await promisify(execFile)(program, what, { maxBuffer: 1 << 26 });
  const seconds = (performance.now() - begin) / 1000;
  const { version } = JSON.parse(await readFile(path.join(folder, "pagefind-entry.json"), "utf8"));
  return { folder, seconds, version };
}

/**
 * Files and bytes below a folder, less those that nobody fetches here.
 * @param {string} folder
 * @param {RegExp} [unused]
 */
export async function sizeOf(folder, unused) {
  let [files, bytes] = [0, 0];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || unused?.test(entry.name)) continue;
    files += 1;
    bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  }
  return { files, bytes };
}

/** Pagefind's own pages and styles, which are not used here. */
export const UNUSED = /-ui\.(js|css)$|-highlight\.js$/;
