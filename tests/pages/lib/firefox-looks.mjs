// @ts-check
/** The search page in Firefox: the program's answers, typing, the keyboard, the address. */
import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";
import { DONE, QUERIES, compare } from "./engine-answers.mjs";
import { serve } from "./site.mjs";

/**
 * @param {string} root the built site
 * @param {string} program where `ayumi` is
 * @param {string} executablePath where Firefox is
 * @returns {Promise<string[]>} what is wrong
 */
export async function checkFirefox(root, program, executablePath) {
  const site = await serve(root);
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const open = async (/** @type {string} */ address) => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const said = [];
    page.on("pageerror", (error) => said.push(error instanceof Error ? error.message : String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warn") said.push(message.text());
    });
    await page.goto(`${site.base}${address}`);
    return { page, said };
  };

  /** @type {Record<string, () => Promise<void>>} */
  const looks = {
    "Firefox finds what the program finds": async () => {
      for (const query of QUERIES) {
        const { page, said } = await open(`search/?q=${encodeURIComponent(query)}`);
        await page.waitForSelector(DONE, { timeout: 30_000 });
        const count = await page.$eval("[data-place=count]", (line) => line.textContent ?? "");
        const links = await page.$$eval(".hits > li a", (all) => all.map((one) => one.getAttribute("href") ?? ""));
        await compare({ program, root, query }, { count, links });
        assert.deepEqual(said, [], query);
        await page.close();
      }
    },
    "words are suggested, taken by keyboard, and stand in the address": async () => {
      const { page, said } = await open("search/");
      await page.type("#q", "じょせつ", { delay: 60 });
      await page.waitForSelector("[role=option]", { timeout: 30_000 });
      await page.keyboard.press("ArrowDown");
      const taken = await page.$eval("[role=option][aria-selected=true]", (option) => option.textContent ?? "");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".hits > li", { timeout: 30_000 });
      const asked = new URL(page.url()).searchParams.get("q") ?? "";
      assert.ok(asked !== "" && taken.includes(asked), `${asked} of ${taken}`);
      assert.deepEqual(said, []);
      await page.close();
    },
    "going back brings the search before": async () => {
      const { page } = await open(`search/?q=${encodeURIComponent("除雪")}`);
      await page.waitForSelector(".hits > li", { timeout: 30_000 });
      await page.$eval("#q", (box) => box instanceof HTMLInputElement && box.select());
      await page.type("#q", "防犯灯");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => new URL(location.href).searchParams.get("q") === "防犯灯", { timeout: 30_000 });
      await page.goBack();
      await page.waitForFunction(() => document.querySelector("#q") instanceof HTMLInputElement
        && /** @type {HTMLInputElement} */ (document.querySelector("#q")).value === "除雪", { timeout: 30_000 });
      await page.close();
    },
  };
  const problems = [];
  try {
    for (const [name, look] of Object.entries(looks)) {
      try {
        await look();
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return problems;
}
