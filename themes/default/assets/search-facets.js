// @ts-check
// What narrows the search: years, as a chart of how much each has, and organisations, parts and marks to tick.

/**
 * @typedef {import("./search-answer.js").Facets} Facets
 * @typedef {import("./search-answer.js").Means} Means
 * @typedef {import("./search-address.js").State} State
 */

/** Organisations that are shown at once. */
const MOST = 8;
const PARTS = ["goal", "result", "direction", "other"];

/** @param {Means} means */
export function facetView({ dom, words, years, scales, go }) {
  const { element, fill, unseen } = dom;
  const say = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => fill(words[key], values);
  /** Whether the reader has opened the list of all organisations. */
  let all = false;

  /** A bar for each year from the first to the last that has any; a press narrows to it, another takes that back. */
  const chart = (/** @type {State} */ state, /** @type {Facets["year"]} */ counts) => {
    const found = Object.keys(counts).map(Number);
    // One bar says nothing.
    if (found.length < 2 && !state.years) return [];
    if (found.length === 0) return [];
    const [first, last] = [Math.min(...found), Math.max(...found)];
    const shown = [...years.keys()].filter((year) => year >= first && year <= last).sort((a, b) => a - b);
    const most = Math.max(...Object.values(counts));
    const rows = shown.map((year) => {
      const count = counts[year] ?? 0;
      const bar = element("span", { className: "bar", "aria-hidden": "true" });
      bar.style.inlineSize = `${(100 * count) / most}%`;
      const text = [
        element("span", { className: "year" }, (years.get(year) ?? String(year)).replaceAll("年度", "")),
        element("span", { className: "bars" }, bar),
        element("span", { className: "number" }, say("count", { count })),
      ];
      if (count === 0) return element("li", {}, element("span", { className: "row" }, ...text));
      const chosen = state.years?.[0] === year && state.years[1] === year;
      const button = element("button", { type: "button", className: "row", "aria-pressed": String(chosen), "data-key": `year:${year}` }, ...text);
      button.addEventListener("click", () => go({ years: chosen ? null : [year, year], page: 1 }));
      return element("li", {}, button);
    });
    return [element("ol", { className: "chart-years" }, ...rows)];
  };

  /** From which year to which. */
  const range = (/** @type {State} */ state) => {
    const known = [...years.keys()].sort((a, b) => a - b);
    if (known.length < 3) return [];
    const select = (/** @type {0 | 1} */ end) => {
      const made = element("select", { "data-key": `range:${end}` });
      made.append(new Option(say("anyYear"), ""));
      for (const year of known) made.append(new Option(years.get(year), String(year), false, state.years?.[end] === year));
      made.addEventListener("change", () => {
        const chosen = made.value === "" ? undefined : Number(made.value);
        const old = state.years ?? [known[0], known[known.length - 1]];
        /** @type {[number, number]} */
        const next = [...old];
        next[end] = chosen ?? (end === 0 ? known[0] : known[known.length - 1]);
        if (next[0] > next[1]) next[1 - end] = next[end];
        const whole = next[0] <= known[0] && next[1] >= known[known.length - 1];
        go({ years: whole ? null : next, page: 1 });
      });
      return element("label", {}, `${say(end === 0 ? "rangeFrom" : "rangeTo")} `, made);
    };
    return [element("p", { className: "range" }, select(0), " ", select(1))];
  };

  const box = (
    /** @type {"organisations" | "parts" | "marks"} */ field,
    /** @type {State} */ state,
    /** @type {string} */ value,
    /** @type {string} */ name,
    /** @type {number | undefined} */ count,
  ) => {
    const input = element("input", { type: "checkbox", checked: state[field].includes(value), "data-key": `${field}:${value}` });
    input.addEventListener("change", () => {
      const others = state[field].filter((one) => one !== value);
      go({ [field]: input.checked ? [...others, value] : others, page: 1 });
    });
    const number = element("span", { className: "count" }, say("count", { count: count ?? 0 }));
    return element("li", {}, element("label", {}, input, " ", element("span", { lang: "ja" }, name), " ", number));
  };
  const group = (/** @type {string} */ legend, /** @type {(Node | string)[]} */ inside) =>
    inside.length > 0 ? [element("fieldset", {}, element("legend", {}, legend), ...inside)] : [];
  /** What was chosen is shown even where nothing is found of it: else it could not be taken back. */
  const values = (/** @type {Record<string, number>} */ counts, /** @type {string[]} */ chosen) => [...new Set([...chosen, ...Object.keys(counts)])];

  // What has everything that was found narrows nothing, and is left out.
  const organisations = (/** @type {State} */ state, /** @type {Facets["organisation"]} */ counts, /** @type {number} */ total, /** @type {Record<string, string>} */ names) => {
    const chosen = new Set(state.organisations);
    const known = values(counts, state.organisations)
      .filter((id) => chosen.has(id) || counts[id] < total)
      .sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1));
    const boxes = known.map((id) => box("organisations", state, id, names[id] ?? id, counts[id]));
    if (boxes.length <= MOST + 1) return boxes.length > 0 ? [element("ul", {}, ...boxes)] : [];
    const rest = element("details", { open: all }, element("summary", { "data-key": "all-organisations" }, say("allOrganisations", { count: boxes.length - MOST })), element("ul", {}, ...boxes.slice(MOST)));
    rest.addEventListener("toggle", () => {
      all = rest.open;
    });
    return [element("ul", {}, ...boxes.slice(0, MOST)), rest];
  };
  const marks = (/** @type {State} */ state, /** @type {Facets["mark"]} */ counts, /** @type {number} */ total) => {
    const known = values(counts, state.marks).filter((mark) => state.marks.includes(mark) || counts[mark] < total);
    const name = (/** @type {string} */ mark) => mark.slice(mark.indexOf(":") + 1);
    const boxes = known.map((mark) => {
      const scale = mark.slice(0, mark.indexOf(":"));
      // Where marks of several scales read alike, their scales are told.
      const alike = known.some((other) => other !== mark && name(other) === name(mark));
      const text = alike ? say("markOfScale", { mark: name(mark), scale: scales.get(scale) ?? scale }) : name(mark);
      return box("marks", state, mark, text, counts[mark]);
    });
    return boxes.length > 0 ? [element("ul", {}, ...boxes)] : [];
  };

  return {
    /**
     * @param {State} state
     * @param {Facets} counts of each kind as it would be without what is chosen of that kind
     * @param {{ total: number, names: Record<string, string> }} found
     */
    show: (state, counts, { total, names }) => {
      const parts = PARTS.filter((part) => state.parts.includes(part) || (counts.part[part] && counts.part[part] < total));
      const partName = (/** @type {string} */ part) => say(`part${part[0].toUpperCase()}${part.slice(1)}`);
      const bars = chart(state, counts.year);
      const byYear = bars.length > 0 ? [element("p", { className: "note" }, say("chartNote"), unseen(say("chartPressed"))), ...bars] : [];
      return [
        ...group(say("facetYear"), [...byYear, ...(byYear.length > 0 || state.years ? range(state) : [])]),
        ...group(say("facetOrganisation"), organisations(state, counts.organisation, total, names)),
        ...group(say("facetPart"), parts.length > 0 ? [element("ul", {}, ...parts.map((part) => box("parts", state, part, partName(part), counts.part[part])))] : []),
        ...group(say("facetMark"), marks(state, counts.mark, total)),
      ];
    },
  };
}
