#!/usr/bin/env node
// @ts-check
/**
 * Pictures of a built site, to be looked at:
 * `node screenshots.mjs SITE --out DIR [--browser /usr/bin/chromium] [--readme FILE]`.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launch } from "./lib/browser.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { serve } from "./lib/site.mjs";

const PAGES = [
  { name: "home", address: "" },
  { name: "document", address: "2024/chuo/" },
];
const WIDTHS = [360, 768, 1280];
const SCHEMES = /** @type {const} */ (["light", "dark"]);

/** A4 less the usual margins, in CSS pixels at 96 to the inch. */
const PAPER_WIDTH = 718;

const { site, options } = readArguments(["browser", "out", "readme"]);
const out = options.out;
if (!out) wrongUsage("--out names the folder for the pictures");
await mkdir(out, { recursive: true });

const server = await serve(site);
const browser = await launch(options.browser ?? "/usr/bin/chromium");
const page = await browser.newPage({ locale: "ja-JP", reducedMotion: "reduce" });
try {
  for (const { name, address } of PAGES) {
    const response = await page.goto(server.base + address, { waitUntil: "networkidle" });
    if (!response?.ok()) throw new Error(`${address || "the home page"} answers ${response?.status()}`);
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ media: "screen", colorScheme });
        await shoot(path.join(out, `${name}-${width}-${colorScheme}.png`), { fullPage: true });
      }
    }
    if (options.readme && name === "home") {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ media: "screen", colorScheme: "light" });
      await mkdir(path.dirname(options.readme), { recursive: true });
      await shoot(options.readme, { fullPage: false });
    }
    await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await shoot(path.join(out, `${name}-print.png`), { fullPage: true });
    const pdf = path.join(out, `${name}-print.pdf`);
    await page.pdf({ path: pdf, format: "A4" });
    console.log(pdf);
  }
} finally {
  await browser.close();
  await server.close();
}

/**
 * @param {string} file
 * @param {{ fullPage: boolean }} how
 */
async function shoot(file, how) {
  await page.screenshot({ path: file, animations: "disabled", ...how });
  console.log(file);
}
