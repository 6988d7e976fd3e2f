// @ts-check
/** What the search page has to show: the answers of `ayumi search`, which reads the same files. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Words, years, wards, readings, operators, slips, a sentence, what stands nowhere. */
export const QUERIES = [
  "除雪",
  "取組",
  "2022 除雪",
  "\"取組\" -除雪",
  "にぎわい OR 防犯灯",
  "こそだて",
  "kodomo",
  "区",
  "どうすれば道路が直るのですか",
  "ぬぬぬぬ",
];

/** What comes first or last of every search. */
export const DONE = "[data-place=results]:not([hidden]) [data-place=count], [data-place=trouble] *";

/**
 * Compares what a page shows with what the program says.
 * @param {{ program: string, root: string, query: string }} asked the program, the built site, the question
 * @param {{ count: string, links: string[] }} shown the line with the number of hits, the addresses of the list
 */
export async function compare({ program, root, query }, { count, links }) {
  const { stdout } = await run(program, ["search", "--out", root, "--json", "--", query], { maxBuffer: 1 << 26 });
  const answer = JSON.parse(stdout);
  const number = Number(/\d+/.exec(count.replace(/,/g, ""))?.[0] ?? 0);
  assert.equal(number, answer.total, `${query}: ${count}`);
  for (const hit of answer.hits.slice(0, 3)) {
    const [address, anchor] = hit.url.split("#");
    const leads = links.some((link) => link.includes(address) && link.endsWith(anchor ? `#${anchor}` : "html"));
    assert.ok(leads, `${query}: ${hit.url} in ${links}`);
  }
}
