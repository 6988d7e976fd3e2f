// @ts-check
// The search by the engine: asks it, and puts what it answers in its places on the page.

/**
 * @typedef {import("./search-address.js").State} State
 * @typedef {import("./search-answer.js").Found} Found
 */

/**
 * The search by the engine, and where it shows what it found.
 * @param {object} given
 * @param {HTMLElement} given.place
 * @param {typeof import("./search-dom.js")} given.dom
 * @param {typeof import("./search-address.js")} given.address
 * @param {typeof import("./search-client.js")} given.client
 * @param {typeof import("./search-offline.js")} given.offline
 * @param {typeof import("./search-answer.js")} given.answer
 * @param {typeof import("./search-facets.js")} given.facets
 * @param {(change: Partial<State>) => void} given.go
 * @param {() => void} given.onLoading
 */
export function engineSearch({ place, dom, address, client, offline, answer, facets, go, onLoading }) {
  const words = place.dataset;
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
  const whole = (/** @type {string | undefined} */ link) => new URL(link ?? "", document.baseURI).href;
  const addresses = {
    worker: whole(words.worker),
    wasm: whole(words.wasm),
    index: whole(words.index),
    offline: words.offline && whole(words.offline),
    root: whole(words.root),
  };
  const asked = client.connect(addresses, (told) => told === "loading" && onLoading(), offline.settle);

  const results = find("[data-place=results]");
  const heading = find("[data-place=count]");
  const before = find("[data-place=before]");
  const hits = find("[data-place=hits]");
  const narrow = find("[data-place=facets]");
  const sort = /** @type {HTMLSelectElement} */ (find("[data-place=sort]"));
  const group = /** @type {HTMLInputElement} */ (find("[data-place=group]"));
  const written = /** @type {HTMLInputElement} */ (find("[data-place=written]"));
  const details = /** @type {HTMLDetailsElement} */ (find("[data-place=narrow]"));
  // Beside the hits there is room for it; above them it would push them out of sight.
  details.open = matchMedia("(min-width: 60rem)").matches;

  // How the page itself calls the years; short enough to stand beside a bar.
  /** @type {Map<number, string>} */
  const years = new Map();
  for (const one of document.querySelectorAll("li[data-year]")) {
    if (one instanceof HTMLElement) years.set(Number(one.dataset.year), one.dataset.name ?? one.textContent?.trim() ?? "");
  }
  /** @type {Map<string, string>} */
  const scales = new Map();
  for (const one of place.querySelectorAll("[data-scale]")) {
    if (one instanceof HTMLElement) scales.set(one.dataset.scale ?? "", one.textContent?.trim() ?? "");
  }
  const means = { dom, address, words, years, scales, go };
  const view = answer.answerView(means);
  const facetView = facets.facetView(means);
  const toHeading = () => heading;

  sort.addEventListener("change", () => go({ sort: /** @type {State["sort"]} */ (sort.value), page: 1 }));
  group.addEventListener("change", () => go({ group: group.checked, page: 1 }));
  written.addEventListener("change", () => go({ written: written.checked, page: 1 }));

  /** What each kind of filter would count if nothing of that kind were chosen: else what is not chosen would be gone. */
  const counts = async (/** @type {State} */ state, /** @type {Found} */ found) => {
    const all = { ...found.answer.facets };
    const names = { ...found.organisations };
    const filters = /** @type {const} */ ([
      ["year", "years", null],
      ["organisation", "organisations", []],
      ["part", "parts", []],
      ["mark", "marks", []],
    ]);
    for (const [facet, field, empty] of filters) {
      if ((state[field]?.length ?? 0) === 0) continue;
      const other = await asked.search({ ...address.request({ ...state, [field]: empty, page: 1 }), limit: 0 });
      if (other === null) return null;
      Object.assign(all, { [facet]: other.answer.facets[facet] });
      Object.assign(names, other.organisations);
    }
    return { all, names };
  };

  return {
    suggest: asked.suggest,
    clear: () => {
      results.hidden = true;
      for (const one of [before, hits, narrow]) one.replaceChildren();
    },
    /**
     * Shows what is found, and returns the sentence that says how much; null if a newer search took its place.
     * @param {State} state
     * @param {() => boolean} current
     * @param {boolean} moved
     */
    search: async (state, current, moved) => {
      const found = await asked.search(address.request(state));
      if (found === null || !current()) return null;
      const count = view.count(found.answer);
      const range = view.range(state, found.answer);
      results.hidden = false;
      heading.replaceChildren(count, ...(range ? [" ", dom.element("span", { className: "range-shown" }, range)] : []));
      sort.value = state.sort;
      group.checked = state.group;
      written.checked = state.written;
      find("[data-place=found]").hidden = found.answer.total === 0 && !address.narrowed(state) && !state.written;
      find("[data-place=tips]").hidden = found.answer.total > 0;
      dom.replaceChildren(before, view.before(state, found), toHeading);
      dom.replaceChildren(hits, view.hits(state, found), toHeading);
      if (moved) {
        heading.focus();
        heading.scrollIntoView({ block: "start" });
      }
      const counted = await counts(state, found);
      if (counted === null || !current()) return null;
      const children = facetView.show(state, counted.all, { total: found.answer.total, names: counted.names });
      dom.replaceChildren(narrow, children, toHeading);
      details.hidden = children.length === 0;
      return count + range;
    },
  };
}
