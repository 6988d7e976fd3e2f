// @ts-check
/** What visits cost: bytes, requests, time. */
import { EMPTY, WATCH } from "./engines.mjs";
import { UNTHROTTLED } from "./line.mjs";

/**
 * @typedef {import("./engines.mjs").Engine} Engine
 * @typedef {import("./engines.mjs").Browser} Browser
 * @typedef {import("./host.mjs").Host} Host
 * @typedef {{ bytes: number, requests: number }} Cost
 */

/** Queries of a session. */
const SESSION = 10;
/** How often each query is asked again for the time that answering takes. */
const AGAIN = 5;
/** Visits for each time to the first result, with two queries each. */
export const VISITS = 5;
const PATIENCE = 120_000;

/** @param {number[]} values @param {number} share .5 for the median */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * Opens a fresh browser's search page and asks one query after another.
 * @param {Browser} browser
 * @param {Host} host
 * @param {Engine} engine
 * @param {string[]} queries
 */
export async function session(browser, host, engine, queries) {
  const context = await browser.newContext({ locale: "ja-JP" });
  try {
    const page = await context.newPage();
    await page.goto(host.base + engine.page);
    await host.quiet();
    /** What an action costs until nothing moves any more. @param {() => Promise<void>} action */
    const cost = async (action) => {
      const before = host.passed();
      await action();
      await host.quiet();
      const after = host.passed();
      return { bytes: after.bytes - before.bytes, requests: after.requests - before.requests };
    };
    const opening = await cost(() => engine.open(page));
    /** @type {Cost[]} */
    const asked = [];
    for (const query of queries) asked.push(await cost(() => engine.ask(page, query)));
    const median = (/** @type {keyof Cost} */ what) =>
      quantile(
        asked.slice(1).map((one) => one[what]),
        0.5,
      );
    const sum = (/** @type {keyof Cost} */ what) => [opening, ...asked.slice(0, SESSION)].reduce((all, one) => all + one[what], 0);
    return {
      opening,
      first: asked[0],
      further: { bytes: median("bytes"), requests: median("requests") },
      ten: { bytes: sum("bytes"), requests: sum("requests") },
      asked,
    };
  } finally {
    await context.close();
  }
}

/**
 * Comes to the search page with words in its address, twice: with nothing, and with what the first visit left.
 * @param {Browser} browser
 * @param {Host} host
 * @param {Engine} engine
 * @param {string[]} queries one more than there are visits, each with something to find
 * @param {import("./line.mjs").Speed} speed
 * @param {(line: string) => void} [tell] hears of what each visit asked for
 * @returns {Promise<{ cold: number, warm: number }>} medians, in milliseconds
 */
export async function firstResults(browser, host, engine, queries, speed, tell) {
  /** @type {{ cold: number[], warm: number[] }} */
  const times = { cold: [], warm: [] };
  host.line.speed = speed;
  try {
    for (let visit = 0; visit < VISITS; visit += 1) {
      const context = await browser.newContext({ locale: "ja-JP" });
      await context.addInitScript(WATCH);
      for (const [which, query] of /** @type {const} */ ([
        ["cold", queries[visit]],
        ["warm", queries[visit + 1]],
      ])) {
        const page = await context.newPage();
        host.asked.length = 0;
        const begin = performance.now();
        await page.goto(`${host.base}${engine.page}?q=${encodeURIComponent(query)}`, { waitUntil: "commit", timeout: PATIENCE });
        const time = await page.waitForFunction(() => /** @type {any} */ (globalThis).firstHit, null, { timeout: PATIENCE });
        times[which].push(Number(await time.jsonValue()));
        await host.quiet();
        // The first visit stands for all of them.
        if (visit > 0) tell = undefined;
        tell?.(`${speed.name}, ${which}: ${query} in ${times[which].at(-1)?.toFixed(0)} ms`);
        for (const { name, at } of host.asked) tell?.(`  ${(at - begin).toFixed(0).padStart(5)} ms ${name}`);
        await page.close();
        host.line.hangUp();
      }
      await context.close();
    }
  } finally {
    host.line.speed = UNTHROTTLED;
  }
  return { cold: quantile(times.cold, 0.5), warm: quantile(times.warm, 0.5) };
}

/**
 * Opens an engine on an empty page and hands it over.
 * @template T
 * @param {Browser} browser
 * @param {Host} host
 * @param {Engine} engine
 * @param {(page: import("./engines.mjs").Page) => Promise<T>} use
 */
export async function directly(browser, host, engine, use) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(host.base + EMPTY);
    await engine.direct(page);
    return await use(page);
  } finally {
    await context.close();
  }
}

/**
 * How long an answer with its hits takes when there is nothing left to fetch: milliseconds from the question to the answer.
 * @param {Browser} browser
 * @param {Host} host
 * @param {Engine} engine
 * @param {string[]} queries
 */
export function computing(browser, host, engine, queries) {
  return directly(browser, host, engine, async (page) => {
    const times = await page.evaluate(
      async ({ queries, again }) => {
        const answer = /** @type {(query: string) => Promise<unknown>} */ (/** @type {any} */ (globalThis).answer);
        for (const query of queries) await answer(query);
        const times = [];
        for (let round = 0; round < again; round += 1) {
          for (const query of queries) {
            const begin = performance.now();
            await answer(query);
            times.push(performance.now() - begin);
          }
        }
        return times;
      },
      { queries, again: AGAIN },
    );
    return { median: quantile(times, 0.5), p95: quantile(times, 0.95) };
  });
}
