// @ts-check
/** Pages in Chromium: what they ask for, whether they scroll sideways, and axe-core's rules. */
import axe from "axe-core";
import { chromium } from "playwright-core";
import { availableParallelism } from "node:os";
import { skip, walk } from "./keyboard.mjs";
import { pagesOfEachKind } from "./kinds.mjs";
import { addressOf, listFiles, pagesOf, serve } from "./site.mjs";

/** Widths in CSS pixels at which axe-core looks at a page: a phone and a desktop. */
const WIDTHS = [360, 1280];

/** The narrowest width of WCAG 2.2, success criterion 1.4.10 (1280 px at 400 % zoom). */
const NARROWEST = 320;

/** The layout shift below which nobody sees anything move. */
const MOST_SHIFT = 0.001;

/** What a reader may have chosen. */
const APPEARANCES = /** @type {const} */ ([
  { name: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { name: "forced colours", media: { colorScheme: "light", forcedColors: "active" } },
]);

/** The text spacing that WCAG 2.2, success criterion 1.4.12, asks pages to bear. */
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * Starts Debian's Chromium without anything that would speak to the network by itself.
 * @param {string} executablePath
 * @param {string[]} [more] arguments besides
 */
export function launch(executablePath, more = []) {
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/**
 * Opens each page of the site and looks at it in every width and appearance.
 * @param {string} root
 * @param {string} executablePath
 * @param {number} [sample] how many pages of each kind, if not all
 * @returns {Promise<string[]>}
 */
export async function checkInBrowser(root, executablePath, sample) {
  const all = pagesOf(await listFiles(root));
  const pages = sample === undefined ? all : pagesOfEachKind(all, sample);
  const site = await serve(root);
  const browser = await launch(executablePath);
  try {
    /** @type {string[][]} */
    const problems = pages.map(() => []);
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < pages.length; index = next++) {
        problems[index] = await checkPage(browser, site.base, pages[index]);
      }
    };
    await Promise.all(Array.from({ length: Math.min(availableParallelism(), 8) }, worker));
    return problems.flat();
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} base
 * @param {string} file
 */
async function checkPage(browser, base, file) {
  /** @type {Set<string>} */
  const problems = new Set();
  const context = await browser.newContext({ locale: "ja-JP", serviceWorkers: "allow" });
  try {
    await watchRequests(context, base, problems);
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.add(`a script failed: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") problems.add(`the console says: ${message.text()}`);
    });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(base + addressOf(file), { waitUntil: "networkidle" });
      for (const finding of await layoutShift(page)) problems.add(`${width} px: ${finding}`);
      for (const finding of await walk(page)) problems.add(`${width} px: ${finding}`);
      for (const finding of await skip(page)) problems.add(`${width} px: ${finding}`);
    }
    if ((await page.locator('meta[name="viewport"]').count()) === 0) {
      problems.add('no <meta name="viewport">: phones show the page tiny');
    }
    for (const width of WIDTHS) {
      for (const appearance of APPEARANCES) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia(appearance.media);
        for (const finding of await runAxe(page)) problems.add(`${width} px, ${appearance.name}: ${finding}`);
      }
    }
    await page.emulateMedia(APPEARANCES[0].media);
    await page.setViewportSize({ width: NARROWEST, height: 800 });
    for (const finding of await sidewaysScroll(page)) problems.add(`${NARROWEST} px: ${finding}`);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }, TEXT_SPACING);
    for (const finding of await sidewaysScroll(page)) problems.add(`${NARROWEST} px with text spacing: ${finding}`);
  } catch (error) {
    problems.add(`the check itself failed: ${error instanceof Error ? error.message : error}`);
  } finally {
    await context.close();
  }
  return [...problems].map((problem) => `${file}: ${problem}`);
}

/**
 * Stops and reports each request that leaves the site, and reports those that fail inside of it.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} base
 * @param {Set<string>} problems
 */
async function watchRequests(context, base, problems) {
  await context.route(
    (url) => !url.href.startsWith(base),
    (route) => {
      problems.add(`asks for ${route.request().url()}, outside of the site`);
      return route.abort();
    },
  );
  context.on("response", (response) => {
    if (response.status() >= 400) problems.add(`${response.url().slice(base.length)} answers ${response.status()}`);
  });
}

/**
 * What axe-core finds on a page as it is shown now.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function runAxe(page) {
  await page.evaluate(`if (!globalThis.axe) { ${axe.source} }`);
  const violations = await page.evaluate(async (rules) => {
    const results = await /** @type {any} */ (globalThis).axe.run(document, {
      runOnly: rules,
      resultTypes: ["violations"],
    });
    return results.violations.map((/** @type {any} */ violation) => ({
      id: violation.id,
      help: violation.help,
      nodes: violation.nodes.map((/** @type {any} */ node) => `${node.target.join(" ")} (${node.failureSummary})`),
    }));
  }, RULES);
  return violations.map(
    (/** @type {{ id: string, help: string, nodes: string[] }} */ { id, help, nodes }) =>
      `axe ${id}: ${help}; ${nodes.length} × e.g. ${nodes[0].replace(/\s+/g, " ")}`,
  );
}

/**
 * Whether anything moved while the page was being shown.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
async function layoutShift(page) {
  const moved = await page.evaluate(
    () =>
      new Promise((/** @type {(moved: number) => void} */ resolve) => {
        let sum = 0;
        const watch = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).value;
        });
        watch.observe({ type: "layout-shift", buffered: true });
        // What was buffered arrives in a task of its own.
        setTimeout(() => resolve(sum), 50);
      }),
  );
  return moved > MOST_SHIFT ? [`moves while it is being shown: layout shift ${moved.toFixed(4)}`] : [];
}

/**
 * Whether the page is wider than the window, and what makes it so.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
function sidewaysScroll(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    // Text that does not fit makes its element overflow without making it wider.
    const spills = (/** @type {Element} */ element) =>
      element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === "visible" && element.clientWidth > 0;
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 || spills(element),
    );
    const names = wide
      .filter((element) => !wide.some((other) => other !== element && element.contains(other)))
      .slice(0, 3)
      .map((element) => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : ""));
    return [`scrolls sideways (${root.scrollWidth} px wide): ${names.join(", ") || "unknown element"}`];
  });
}
