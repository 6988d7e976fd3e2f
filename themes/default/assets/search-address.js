// @ts-check
// The whole state of the search stands in the address: `?q=&year=2020-2024&org=&part=&mark=&sort=&group=&page=&literal=&written=`.

/**
 * What is searched for, and how.
 * @typedef {object} State
 * @property {string} q as typed
 * @property {[number, number] | null} years first and last fiscal year
 * @property {string[]} organisations identifiers
 * @property {string[]} parts
 * @property {string[]} marks with their scales: `scale:◎`
 * @property {"relevance" | "newest" | "oldest"} sort
 * @property {boolean} group by document
 * @property {number} page from 1
 * @property {string[]} literal words that are no filters and have no variants
 * @property {boolean} written nothing but what was typed
 */

/** Hits, or grouped documents, on a page. */
export const PAGE = 10;
/** What cannot be in an address that the page wrote itself is left out. */
const MOST_VALUES = 50;
const MOST_LENGTH = 1000;
const MOST_PAGES = 1000;
const PARTS = ["goal", "result", "direction", "other"];

/** @returns {State} */
export const nothing = () => ({
  q: "",
  years: null,
  organisations: [],
  parts: [],
  marks: [],
  sort: "relevance",
  group: false,
  page: 1,
  literal: [],
  written: false,
});

/**
 * @param {string} search `location.search`
 * @returns {State}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const several = (/** @type {string} */ name) => [...new Set(given.getAll(name))].filter((one) => one && one.length <= MOST_LENGTH).slice(0, MOST_VALUES);
  const [, first, last] = /^(\d{4})(?:-(\d{4}))?$/.exec(given.get("year") ?? "") ?? [];
  const years = first ? [Number(first), Number(last ?? first)].sort((a, b) => a - b) : null;
  const sort = given.get("sort");
  const page = /^[1-9]\d{0,3}$/.test(given.get("page") ?? "") ? Number(given.get("page")) : 1;
  return {
    q: (given.get("q") ?? "").slice(0, MOST_LENGTH),
    years: years && [years[0], years[1]],
    organisations: several("org"),
    parts: several("part").filter((part) => PARTS.includes(part)),
    marks: several("mark"),
    sort: sort === "newest" || sort === "oldest" ? sort : "relevance",
    group: given.get("group") === "1",
    page: Math.min(page, MOST_PAGES),
    literal: several("literal"),
    written: given.get("written") === "1",
  };
}

/**
 * @param {State} state
 * @returns {string} `?q=…`, or nothing
 */
export function write(state) {
  const search = new URLSearchParams();
  if (state.q.trim()) search.set("q", state.q);
  if (state.years) search.set("year", state.years[0] === state.years[1] ? String(state.years[0]) : state.years.join("-"));
  for (const one of state.organisations) search.append("org", one);
  for (const one of state.parts) search.append("part", one);
  for (const one of state.marks) search.append("mark", one);
  if (state.sort !== "relevance") search.set("sort", state.sort);
  if (state.group) search.set("group", "1");
  if (state.page > 1) search.set("page", String(state.page));
  for (const one of state.literal) search.append("literal", one);
  if (state.written) search.set("written", "1");
  const text = search.toString();
  return text && `?${text}`;
}

/**
 * The same as the engine takes it.
 * @param {State} state
 */
export const request = (state) => ({
  query: state.q,
  years: state.years,
  organisations: state.organisations,
  parts: state.parts,
  marks: state.marks,
  asWritten: state.written,
  literal: state.literal,
  sort: state.sort,
  group: state.group,
  limit: PAGE,
  offset: (state.page - 1) * PAGE,
});

/** Whether anything narrows the search besides its words. @param {State} state */
export const narrowed = (state) => state.years !== null || [state.organisations, state.parts, state.marks].some((one) => one.length > 0);
