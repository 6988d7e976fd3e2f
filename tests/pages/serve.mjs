#!/usr/bin/env node
// @ts-check
/**
 * `ayumi serve` as somebody who writes meets it: `node serve.mjs --program target/debug/ayumi [--browser /usr/bin/chromium]`.
 * Makes a site, opens a page, breaks and mends its document, and looks at what the page shows by itself.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { launch, runAxe } from "./lib/browser.mjs";
import { wrongUsage } from "./lib/options.mjs";

const { values } = parseArgs({ options: { program: { type: "string" }, browser: { type: "string" } } });
const program = values.program ?? wrongUsage("--program: where ayumi is");
const folder = await mkdtemp(path.join(tmpdir(), "ayumi-serve-"));
const browser = await launch(values.browser ?? "/usr/bin/chromium");
/** @type {import("node:child_process").ChildProcess | undefined} */
let serving;
try {
  const root = path.join(folder, "site");
  execFileSync(program, ["init", root, "--quiet"], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
  serving = spawn(program, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: /** @type {import("node:stream").Readable} */ (serving.stdout) });
  const [address] = await once(lines, "line");

  const page = await browser.newPage({ locale: "ja-JP", viewport: { width: 360, height: 800 } });
  /** @type {string[]} */
  const said = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => {
    // The stream of events may end with the page that listened to it.
    if (message.type() === "error" && !message.text().includes("ERR_INCOMPLETE_CHUNKED")) said.push(message.text());
  });
  await page.goto(`${address.trim()}2024/mihon/`);
  const live = page.locator("ayumi-live");
  assert.equal(await live.count(), 0, "a site without mistakes shows no overlay");

  // A change shows by itself.
  const document = path.join(root, "content/2024/mihon.md");
  const text = await readFile(document, "utf8");
  await writeFile(document, text.replace(/^# .*$/m, "# 令和6年度 新しい題名"));
  await page.locator("h1", { hasText: "新しい題名" }).waitFor();

  // A mistake is shown above the last site that was right.
  const settings = path.join(root, "content/2024/mihon.toml");
  await writeFile(settings, "withdrwan = true # <img src=x onerror=alert(1)>\n");
  const mistakes = live.locator("section.grave li.error");
  await mistakes.first().waitFor();
  const shown = await live.locator("section").innerText();
  assert.match(shown, /content\/2024\/mihon\.toml:1:1/, shown);
  assert.match(shown, /withdrawn/, "the nearest name is offered");
  assert.match(shown, /<img src=x/, "what a file says is shown as text");
  assert.equal(await live.locator("section img").count(), 0);
  assert.equal(await page.locator("h1", { hasText: "新しい題名" }).count(), 1, "the last site that was right stays");
  assert.deepEqual(said, [], "the console stays empty");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await runAxe(page), [], colorScheme);
  }
  // axe-core tries to put a style of its own into the overlay, which the page's policy stops.
  said.length = 0;

  // The list is closed with the keyboard, and opened again.
  await live.locator("button").focus();
  await page.keyboard.press("Escape");
  await mistakes.first().waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await mistakes.first().waitFor();

  // Mended, the overlay goes by itself.
  await rm(settings);
  await live.waitFor({ state: "detached" });
  assert.deepEqual(said, [], "the console stays empty");
  console.log("ok     serve: changes show, mistakes are an overlay that goes when they are mended");
} finally {
  serving?.kill("SIGINT");
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
