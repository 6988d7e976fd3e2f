// @ts-check
/** The search page under test: opened anew for each look, with what it asked for and what the console said. */
import assert from "node:assert/strict";
import { launch } from "./browser.mjs";
import { serveWithStandIn } from "./stand-in.mjs";

/** @typedef {Awaited<ReturnType<typeof openLive>>} Live */

/**
 * @param {NonNullable<Awaited<ReturnType<typeof serveWithStandIn>>>} site
 * @param {import("playwright-core").Browser} browser
 */
async function openLive(site, browser) {
  const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") said.push(message.text());
  });
  /** @type {string[]} */
  const outside = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(site.base)) outside.push(request.url());
  });
  const { standIn } = site;
  return {
    page,
    said,
    outside,
    standIn,
    worker: site.worker,
    field: page.getByRole("combobox", { name: "探す言葉" }),
    options: page.locator("[role=option]"),
    heading: page.locator("[data-place=count]"),
    hits: page.locator(".hits > li"),
    chips: page.locator(".chips button"),
    status: page.locator("[data-search] [role=status]"),
    trouble: page.locator("[data-place=trouble]"),
    /** Opens the page at an address and waits for what it finds. @param {string} [query] @param {boolean} [found] */
    open: async (query = "", found = query !== "") => {
      Object.assign(standIn, { failure: null, delay: 0, has: true, change: null });
      standIn.asked.length = 0;
      standIn.files.length = 0;
      await page.goto(`${site.base}search/${query}`, { waitUntil: "networkidle" });
      if (found) await page.locator("[data-place=results]:not([hidden])").waitFor();
    },
    /** Waits until the heading says a number that fits. @param {RegExp} text */
    until: (text) => page.locator("[data-place=count]").filter({ hasText: text }).waitFor(),
    /** The questions that were asked of one type. @param {string} type */
    asked: (type) => standIn.asked.filter((one) => one.type === type),
    search: () => new URL(page.url()).searchParams,
    /** The number that the heading says. */
    total: async () => Number(/\d+/.exec((await page.locator("[data-place=count]").innerText()).replace(/,/g, ""))?.[0] ?? 0),
    close: () => context.close(),
  };
}

/**
 * Runs each look on a page of its own, and tells what is wrong by its name.
 * @param {string} root
 * @param {string} program
 * @param {string} executablePath
 * @param {Record<string, (live: Live) => Promise<void>>} looks
 * @returns {Promise<string[] | null>} null if the site publishes no engine
 */
export async function checkLive(root, program, executablePath, looks) {
  const site = await serveWithStandIn(root, program);
  if (site === null) return null;
  const browser = await launch(executablePath);
  const problems = [];
  try {
    for (const [name, look] of Object.entries(looks)) {
      const live = await openLive(site, browser);
      try {
        await look(live);
        assert.deepEqual(live.said, [], "the console stays empty");
        assert.deepEqual(live.outside, [], "nothing is asked of anybody else");
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
      } finally {
        await live.close();
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return problems;
}
