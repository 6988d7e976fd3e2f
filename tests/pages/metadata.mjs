#!/usr/bin/env node
// @ts-check
/**
 * What the pages of a built site say to machines, read by programs that were not written here:
 * `node metadata.mjs SITE --base https://example.jp/archive/`.
 * JSON-LD is compiled against the types of schema.org and read by a JSON-LD processor, Open Graph by a scraper, the
 * sitemap by its schema, robots.txt by a parser of its own. Each problem is one line; the exit code is 1 if there is any.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import jsonld from "jsonld";
import ogs from "open-graph-scraper";
import robotsParser from "robots-parser";
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { structuredData } from "./lib/structured.mjs";
import { addressOf, listFiles, pagesOf } from "./lib/site.mjs";

const { site, options } = readArguments(["base"]);
const base = options.base ?? wrongUsage("--base: the address of the site");
const files = await listFiles(site);
const pages = pagesOf(files).filter((file) => file !== "404.html");
const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** The file of an address of the site. @param {string} address */
const fileOf = (address) => {
  const place = decodeURIComponent(address.startsWith(base) ? address.slice(base.length) : "\0");
  return place === "" || place.endsWith("/") ? `${place}index.html` : place;
};

/** @type {Map<string, object>} */
const graphs = new Map();
for (const file of pages) {
  const found = structuredData(await readFile(path.join(site, file), "utf8"));
  if (found.length === 1) graphs.set(file, found[0]);
}

/** @type {Record<string, () => Promise<string[]>>} */
const checks = {
  /** Unknown types and properties, and values of the wrong kind, do not compile. */
  "schema.org": async () => {
    const wrong = { "@context": "https://schema.org", "@graph": [{ "@type": "Report", name: "a", datePublised: "2024" }] };
    // One page of each shape: others differ in words only.
    const shapes = new Map([...graphs].map((one) => [shape(one[1]), one]));
    const compiled = await compile([...shapes.values(), ["a mistake, on purpose", wrong]]);
    const [meant, others] = [compiled.filter((line) => line.startsWith("a mistake")), compiled.filter((line) => !line.startsWith("a mistake"))];
    return meant.length > 0 ? others : [...others, "a wrong property was not found: the types check nothing"];
  },

  /** A JSON-LD processor loses nothing, and every address of the site leads to one of its files. */
  "json-ld": async () => {
    const problems = [];
    // The real context maps all names to this vocabulary; nothing is fetched here.
    const context = { "@context": { "@vocab": "https://schema.org/", url: { "@type": "@id" }, item: { "@type": "@id" } } };
    const documentLoader = async (/** @type {string} */ url) => ({ contextUrl: undefined, documentUrl: url, document: context });
    for (const [file, graph] of graphs) {
      const read = /** @type {any[]} */ (/** @type {unknown} */ (await jsonld.toRDF(/** @type {any} */ (graph), /** @type {any} */ ({ documentLoader, safe: true }))));
      if (read.length === 0) problems.push(`${file}: nothing to read`);
      for (const { object } of read) {
        const inside = object.value.startsWith(base) && !object.value.includes("{");
        if (inside && !files.includes(fileOf(object.value))) problems.push(`${file}: ${object.value} leads nowhere`);
      }
    }
    const silent = pages.filter((file) => !graphs.has(file) && !redirects.has(file));
    return [...problems, ...silent.map((file) => `${file}: says nothing to machines`)];
  },

  "open graph": async () => {
    const problems = [];
    for (const file of pages.filter((file) => !redirects.has(file))) {
      const { error, result } = await ogs({ html: await readFile(path.join(site, file), "utf8") });
      if (error || !result.ogTitle || !result.ogType || !result.ogSiteName) problems.push(`${file}: not read: ${JSON.stringify(result)}`);
      if (result.ogUrl !== base + addressOf(file)) problems.push(`${file}: og:url is ${result.ogUrl}`);
      const image = result.ogImage?.[0]?.url;
      if (!image || !files.includes(fileOf(image))) problems.push(`${file}: og:image is ${image}`);
      else if (!(await isWide(image))) problems.push(`${file}: ${image} is not 1200 × 630`);
    }
    return problems;
  },

  sitemap: async () => {
    if (!existsSync(path.join(site, "sitemap.xml"))) return [];
    const schema = path.join(path.dirname(require.resolve("sitemap/package.json")), "schema/sitemap.xsd");
    try {
      execFileSync("xmllint", ["--noout", "--nonet", "--schema", schema, path.join(site, "sitemap.xml")], { stdio: "pipe" });
    } catch (error) {
      return String(/** @type {any} */ (error).stderr || error).trim().split("\n");
    }
    const listed = [...(await readFile(path.join(site, "sitemap.xml"), "utf8")).matchAll(/<loc>(.*?)<\/loc>/g)];
    return listed.filter(([, address]) => !files.includes(fileOf(address))).map(([, address]) => `${address} is not there`);
  },

  robots: async () => {
    // Its types say that it is a module, which it is not.
    const parse = /** @type {(url: string, text: string) => import("robots-parser").Robot} */ (/** @type {unknown} */ (robotsParser));
    const robots = parse(`${new URL(base).origin}/robots.txt`, await readFile(path.join(site, "robots.txt"), "utf8"));
    const kept = pages.filter((file) => !robots.isAllowed(base + addressOf(file), "Googlebot"));
    const lost = robots.getSitemaps().filter((address) => !files.includes(fileOf(address)));
    return [...kept.map((file) => `${file} may not be read`), ...lost.map((address) => `${address} is not there`)];
  },
};

/** The pages that only lead on to another. */
const redirects = new Set();
for (const file of pages) {
  if ((await readFile(path.join(site, file), "utf8")).includes('http-equiv="refresh"')) redirects.add(file);
}

let failed = false;
for (const [name, check] of Object.entries(checks)) {
  const start = performance.now();
  const problems = await check();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${name} (${problems.length} problems, ${seconds} s)`);
  for (const problem of problems.slice(0, 20)) console.log(`       ${problem}`);
  failed ||= problems.length > 0;
}
process.exitCode = failed ? 1 : 0;

/**
 * A value without its words.
 * @param {any} value
 * @returns {string}
 */
function shape(value) {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shape))].join()}]`;
  if (typeof value !== "object" || value === null) return typeof value;
  const entries = Object.entries(value).map(([name, inner]) => `${name}:${name === "@type" ? inner : shape(inner)}`);
  return `{${entries.sort().join()}}`;
}

/**
 * What the compiler says of JSON-LD as values of schema.org's types; each line begins with the page.
 * @param {[string, object][]} graphs
 */
async function compile(graphs) {
  // Beside the packages, where the compiler finds the types.
  const folder = await mkdtemp(path.join(here, "node_modules/.metadata-"));
  try {
    const lines = ['import type { Graph } from "schema-dts";'];
    for (const [at, [, graph]] of graphs.entries()) lines.push(`export const page${at}: Graph = ${JSON.stringify(graph)};`);
    const source = path.join(folder, "graphs.ts");
    await writeFile(source, lines.join("\n"));
    const arguments_ = ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--types", "", "--target", "es2023", "--module", "nodenext", source];
    try {
      execFileSync(path.join(here, "node_modules/.bin/tsc"), arguments_, { stdio: "pipe", cwd: folder });
      return [];
    } catch (error) {
      const said = String(/** @type {any} */ (error).stdout);
      const found = [...said.matchAll(/graphs\.ts\((\d+),\d+\): error (.*(?:\n .*)*)/g)];
      if (found.length === 0) return [said || String(error)];
      return found.map(([, line, message]) => `${graphs[Number(line) - 2][0]}: ${message.slice(0, 400)}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Whether a PNG has the size that pages state. @param {string} address */
async function isWide(address) {
  const bytes = await readFile(path.join(site, fileOf(address)));
  return bytes.readUInt32BE(16) === 1200 && bytes.readUInt32BE(20) === 630;
}
