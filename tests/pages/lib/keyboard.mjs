// @ts-check
/** Pages by keyboard alone: what can be reached, in which order, and whether one sees where one is. */

/** Steps after which a page is no page but a trap. */
const MOST_STEPS = 2000;

/** CSS pixels that a target needs in either direction (WCAG 2.2, success criterion 2.5.8), unless it stands in a line of text. */
const SMALLEST_TARGET = 24;

/**
 * Walks through the page with the Tab key, from its beginning to its end and one step back.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function walk(page) {
  const wanted = await page.evaluate(focusable);
  /** @type {string[]} */
  const problems = [];
  /** @type {number[]} */
  const reached = [];
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(place);
    if (here === null) break;
    if (reached.includes(here.index)) {
      problems.push(`the Tab key comes back to ${here.name} before the end: a trap`);
      return problems;
    }
    reached.push(here.index);
    if (!here.visible) problems.push(`${here.name} has the focus and nothing shows it`);
    if (here.covered) problems.push(`${here.name} has the focus and lies under something`);
    if (here.small) problems.push(`${here.name} is smaller than ${SMALLEST_TARGET} px: ${here.small}`);
    if (step === 0 && !here.skip) problems.push(`the first thing by keyboard is ${here.name}, not a link to the page's own words`);
  }
  const missed = wanted.filter((_, index) => !reached.includes(index));
  for (const name of missed.slice(0, 3)) problems.push(`the keyboard does not reach ${name}`);
  const order = [...reached].sort((a, b) => a - b);
  if (order.some((index, at) => reached[at] !== index)) problems.push("the Tab key does not follow the order of the page");
  return [...new Set(problems)];
}

/**
 * Follows the link to the page's own words, and looks whether the next step starts there.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function skip(page) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press("Tab");
  // Where there is no such link, the walk has told.
  if (!(await page.evaluate(() => document.activeElement?.matches("a[href='#main']")))) return [];
  await page.keyboard.press("Enter");
  const inside = await page.evaluate(() => document.activeElement?.closest("main") !== null);
  return inside ? [] : ["the link to the page's own words does not lead into <main>"];
}

/** Runs in the page: the names of all that can have the focus, in the order of the page. */
function focusable() {
  const all = document.querySelectorAll("a[href], button, select, input, textarea, summary, [tabindex='0']");
  const seen = [...all].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  Object.assign(globalThis, { ayumiFocusable: seen });
  return seen.map((element) => `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 30)}"`);
}

/** Runs in the page: what has the focus. */
function place() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const all = /** @type {Element[]} */ (/** @type {any} */ (globalThis).ayumiFocusable);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const first = [...element.getClientRects()].find((one) => one.width > 0 && one.height > 0) ?? box;
  const top = document.elementFromPoint(
    Math.min(Math.max(first.left + first.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(first.top + Math.min(first.height / 2, innerHeight / 2), 0), innerHeight - 1),
  );
  // In a line of text a target is as high as the line.
  const inLine = style.display === "inline";
  const large = box.width >= 24 && box.height >= 24;
  return {
    index: all.indexOf(element),
    name: `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 30)}"`,
    visible: style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    covered: top !== null && !element.contains(top) && !top.contains(element),
    small: inLine || large ? "" : `${Math.round(box.width)} × ${Math.round(box.height)}`,
    skip: element instanceof HTMLAnchorElement && element.hash === "#main",
  };
}
