#!/usr/bin/env node
// @ts-check
/**
 * Pictures of a built site, to be looked at:
 * `node screenshots.mjs SITE --out DIR [--browser /usr/bin/chromium] [--readme DIR]`.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launch } from "./lib/browser.mjs";
import { readArguments, wrongUsage } from "./lib/options.mjs";
import { serve } from "./lib/site.mjs";

/** One page of each kind; what a site does not have is left out. */
const PAGES = [
  { name: "home", address: "" },
  { name: "document", address: "2024/chuo/" },
  { name: "year", address: "2024/" },
  { name: "organisation", address: "organisations/chuo/" },
  { name: "wards", address: "wards/" },
  { name: "years", address: "years/" },
  { name: "about", address: "about/" },
  { name: "report", address: "about/report/" },
  { name: "glossary", address: "about/glossary/" },
  { name: "kana", address: "search/kana/" },
  { name: "accessibility", address: "about/accessibility/" },
];

/** The pictures of the README: of which page, how wide, in which colours. */
const README = /** @type {const} */ ([
  { file: "home.png", name: "home", width: 1280, colorScheme: "light" },
  { file: "document.png", name: "document", width: 1280, colorScheme: "light" },
  { file: "document-dark.png", name: "document", width: 1280, colorScheme: "dark" },
  { file: "document-phone.png", name: "document", width: 360, colorScheme: "light" },
]);
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
    if (response?.status() === 404) {
      console.log(`there is no ${address}`);
      continue;
    }
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ media: "screen", colorScheme });
        await shoot(path.join(out, `${name}-${width}-${colorScheme}.png`), { fullPage: true });
      }
    }
    for (const picture of README) {
      if (!options.readme || picture.name !== name) continue;
      await mkdir(options.readme, { recursive: true });
      await page.setViewportSize({ width: picture.width, height: 800 });
      await page.emulateMedia({ media: "screen", colorScheme: picture.colorScheme });
      await shoot(path.join(options.readme, picture.file), { fullPage: false });
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
