// @ts-check
// An answer, as the reader sees it: how the words were taken, how much was found, and the hits.

/**
 * @typedef {"goal" | "result" | "direction" | "other"} Part
 * @typedef {{ text: string, without?: boolean, meaning: { years?: [number, number], organisations?: { id: string, name: string }[], part?: Part, mark?: string } }} Word
 * @typedef {{ document: string, year: number, organisation: string, part: Part, goal: string | null, url: string, title: string, snippet: string, marks?: string[], more?: number }} Hit
 * @typedef {{ year: Record<string, number>, organisation: Record<string, number>, part: Record<string, number>, mark: Record<string, number> }} Facets
 * @typedef {object} Answer
 * @property {string} query
 * @property {"phrase" | "all" | "any"} mode
 * @property {number} total
 * @property {number} documents
 * @property {Hit[]} hits
 * @property {Facets} facets
 * @property {{ words?: Word[], taken_back?: Word[], unknown?: string[], as_text?: number }} understood
 * @property {{ from: string, to: string[], kind: "spelling" | "synonym" | "number" | "reading" }[]} expanded
 * @property {{ title: string, url: string }} [jump]
 * @property {{ title: string, url: string }[]} [pages]
 * @property {{ from: string, to: string, query: string }[]} [corrections]
 * @typedef {{ answer: Answer, organisations: Record<string, string> }} Found
 *
 * @typedef {import("./search-address.js").State} State
 * @typedef {import("./search-dom.js").Child} Child
 * @typedef {object} Means what the views share
 * @property {typeof import("./search-dom.js")} dom
 * @property {typeof import("./search-address.js")} address
 * @property {DOMStringMap} words
 * @property {Map<number, string>} years names of the years
 * @property {Map<string, string>} scales names of the scales of marks
 * @property {(change: Partial<State>) => void} go takes the reader to another state
 */

/** Years beyond these are open ends. */
const held = (/** @type {number} */ year) => year >= 1900 && year < 2100;

/** @param {Means} means */
export function answerView(means) {
  const { dom, words, years, go, address } = means;
  const { element, fill, unseen, sign } = dom;
  const root = words.root ?? "";
  const say = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => fill(words[key], values);
  const japanese = (/** @type {string} */ text) => element("span", { lang: "ja" }, text);

  const nameOfYear = (/** @type {number} */ year) => years.get(year) ?? say("year", { year });
  const partName = (/** @type {Part} */ part) => say(`part${part[0].toUpperCase()}${part.slice(1)}`);
  const markName = (/** @type {string} */ mark) => mark.slice(mark.indexOf(":") + 1);
  const listed = (/** @type {string[]} */ names) => names.join(words.comma ?? ", ");
  const span = (/** @type {[number, number]} */ [first, last]) => {
    if (first === last) return nameOfYear(first);
    if (!held(first)) return say("until", { year: nameOfYear(last) });
    if (!held(last)) return say("since", { year: nameOfYear(first) });
    return say("span", { first: nameOfYear(first), last: nameOfYear(last) });
  };
  const meaning = (/** @type {Word} */ { meaning: { years: range, organisations, part, mark } }) => {
    if (range) return span(range);
    if (organisations) return listed(organisations.map((one) => one.name));
    return part ? partName(part) : (mark ?? "");
  };

  /** Something that holds and can be taken away. */
  const chip = (/** @type {string} */ key, /** @type {string} */ text, /** @type {string} */ away, /** @type {() => void} */ take) => {
    const made = element("button", { type: "button", className: "chip", "data-key": `chip:${key}` }, text, " ", sign("×"), unseen(away));
    made.addEventListener("click", take);
    return element("li", {}, made);
  };

  /** What narrows and widens the search. */
  const chips = (/** @type {State} */ state, /** @type {Found} */ { answer, organisations }) => {
    const literally = (/** @type {string} */ text) => () => go({ literal: [...state.literal, text], page: 1 });
    const without = (/** @type {string[]} */ all, /** @type {string} */ one) => all.filter((other) => other !== one);
    const made = [];
    for (const word of answer.understood.words ?? []) {
      const text = say(word.without ? "chipWithout" : "chipOnly", { meaning: meaning(word) });
      made.push(chip(`word:${word.text}`, text, say("chipWord", { word: word.text }), literally(word.text)));
    }
    if (state.years) made.push(chip("years", say("chipOnly", { meaning: span(state.years) }), say("chipAway"), () => go({ years: null, page: 1 })));
    for (const id of state.organisations) {
      const text = say("chipOnly", { meaning: organisations[id] ?? id });
      made.push(chip(`org:${id}`, text, say("chipAway"), () => go({ organisations: without(state.organisations, id), page: 1 })));
    }
    for (const part of state.parts) {
      const text = say("chipOnly", { meaning: partName(/** @type {Part} */ (part)) });
      made.push(chip(`part:${part}`, text, say("chipAway"), () => go({ parts: without(state.parts, part), page: 1 })));
    }
    for (const mark of state.marks) {
      const text = say("chipOnly", { meaning: say("mark", { mark: markName(mark) }) });
      made.push(chip(`mark:${mark}`, text, say("chipAway"), () => go({ marks: without(state.marks, mark), page: 1 })));
    }
    for (const { from, to, kind } of answer.expanded) {
      const key = kind === "reading" ? "chipReading" : kind === "synonym" ? "chipSynonym" : "chipSpelling";
      made.push(chip(`variants:${from}`, say(key, { from, to: listed(to) }), say("chipStop"), literally(from)));
    }
    for (const word of state.literal) {
      made.push(chip(`literal:${word}`, say("chipLiteral", { word }), say("chipAway"), () => go({ literal: without(state.literal, word), page: 1 })));
    }
    return made.length > 0 ? [element("ul", { className: "chips", "aria-label": say("chips") }, ...made)] : [];
  };

  /** A link to another state of this page: it can be opened elsewhere too. */
  const stateLink = (/** @type {string} */ key, /** @type {Child[]} */ text, /** @type {State} */ to) => {
    const made = element("a", { href: address.write(to) || "?", "data-key": key }, ...text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(to);
    });
    return made;
  };

  /** How the words were taken, in sentences. */
  const remarks = (/** @type {State} */ state, /** @type {Answer} */ answer) => {
    /** @type {Child[][]} */
    const said = [];
    for (const { from, to, query } of answer.corrections ?? []) {
      const link = stateLink(`correction:${to}`, [japanese(to)], { ...state, q: query, page: 1 });
      said.push([say("perhaps"), link, say("perhapsWhy", { from })]);
    }
    for (const word of answer.understood.taken_back ?? []) said.push([say("takenBack", { word: word.text, meaning: meaning(word) })]);
    for (const word of answer.understood.unknown ?? []) said.push([say("unknown", { word })]);
    const typed = (answer.understood.words ?? []).filter((word) => word.meaning.organisations);
    if (answer.understood.as_text !== undefined && typed.length > 0) {
      const literal = [...new Set([...state.literal, ...typed.map((word) => word.text)])];
      said.push([stateLink("as-text", [say("asText", { count: answer.understood.as_text })], { ...state, literal, page: 1 })]);
    }
    if (answer.hits.length > 0 && answer.mode === "all") said.push([say("modeAll")]);
    if (answer.hits.length > 0 && answer.mode === "any") said.push([say("modeAny")]);
    return said.map((one) => element("p", { className: "remark" }, ...one));
  };

  /** Where the words lead by themselves. */
  const ways = (/** @type {Answer} */ { jump, pages = [] }) => {
    const link = (/** @type {{ title: string, url: string }} */ one, /** @type {string} */ kind) =>
      element("li", {}, `${kind} `, element("a", { href: dom.linkTo(root, one.url), lang: "ja" }, one.title));
    const all = [...(jump ? [link(jump, say("jump"))] : []), ...pages.map((one) => link(one, say("page")))];
    return all.length > 0 ? [element("ul", { className: "direct" }, ...all)] : [];
  };

  /** Which goal, and which part of it. */
  const where = (/** @type {Hit} */ hit) => {
    const numbered = hit.goal !== null && /^\d+(-\d+)*$/.test(hit.goal) ? say("goalNumber", { number: hit.goal }) : "";
    if (hit.part === "goal") return numbered || partName("goal");
    return [numbered, hit.part === "other" && !hit.goal ? "" : partName(hit.part)].filter(Boolean).join(" ");
  };
  const marksOf = (/** @type {Hit} */ hit) => {
    const shown = [...new Set((hit.marks ?? []).map(markName))].filter(Boolean);
    return shown.map((mark) => element("span", { className: "state" }, unseen(say("markBefore")), japanese(mark)));
  };
  const text = (/** @type {Hit} */ hit) => (hit.snippet ? [element("p", { className: "snippet", lang: "ja" }, ...dom.snippet(hit.snippet))] : []);
  const facts = (/** @type {Hit} */ hit, /** @type {Found["organisations"]} */ names) => [
    element("span", {}, nameOfYear(hit.year)),
    element("span", { lang: "ja" }, names[hit.organisation] ?? hit.organisation),
  ];

  const single = (/** @type {Hit} */ hit, /** @type {Found["organisations"]} */ names) => {
    const place = where(hit);
    const link = element("a", { href: dom.linkTo(root, hit.url) }, japanese(hit.title), ...(place ? [" ", element("span", { className: "where" }, place)] : []));
    return element("li", {}, element("h3", {}, link), element("p", { className: "hit-facts" }, ...facts(hit, names), ...marksOf(hit)), ...text(hit));
  };
  const grouped = (/** @type {Hit[]} */ hits, /** @type {Found["organisations"]} */ names) => {
    const [first] = hits;
    const inside = hits.map((hit) => {
      const link = element("a", { href: dom.linkTo(root, hit.url) }, where(hit) || say("elsewhere"));
      return element("li", {}, element("p", { className: "hit-facts" }, link, ...marksOf(hit)), ...text(hit));
    });
    const title = element("a", { href: dom.linkTo(root, first.url.replace(/#.*/s, "")) }, japanese(first.title));
    const more = first.more ? [element("p", { className: "count" }, say("more", { count: first.more }))] : [];
    return element("li", {}, element("h3", {}, title), element("p", { className: "hit-facts" }, ...facts(first, names)), element("ul", {}, ...inside), ...more);
  };
  const hits = (/** @type {State} */ state, /** @type {Found} */ { answer, organisations }) => {
    if (!state.group) return answer.hits.map((hit) => single(hit, organisations));
    /** @type {Map<string, Hit[]>} */
    const documents = new Map();
    for (const hit of answer.hits) documents.set(hit.document, [...(documents.get(hit.document) ?? []), hit]);
    return [...documents.values()].map((one) => grouped(one, organisations));
  };

  const paging = (/** @type {State} */ state, /** @type {Answer} */ answer) => {
    const of = state.group ? answer.documents : answer.total;
    /** @type {HTMLElement[]} */
    const links = [];
    const to = (/** @type {string} */ key, /** @type {string} */ label, /** @type {number} */ page) =>
      links.push(element("li", {}, stateLink(key, [label], { ...state, page })));
    if (state.page > 1) to("previous", say("previous", { count: address.PAGE }), state.page - 1);
    const left = of - state.page * address.PAGE;
    if (left > 0) to("next", say("next", { count: Math.min(left, address.PAGE) }), state.page + 1);
    return links.length > 0 ? [element("nav", { className: "paging", "aria-label": say("paging") }, element("ul", { className: "jump" }, ...links))] : [];
  };

  return {
    /** How much was found, in one sentence. @param {Answer} answer */
    count: (answer) => (answer.total === 0 ? say("nothing") : say("found", { count: answer.total, documents: answer.documents })),
    /**
     * Which of them are shown, where it is not all.
     * @param {State} state
     * @param {Answer} answer
     */
    range: (state, answer) => {
      const of = state.group ? answer.documents : answer.total;
      if (of <= address.PAGE) return "";
      const first = (state.page - 1) * address.PAGE + 1;
      if (answer.hits.length === 0) return say("beyond");
      return say(state.group ? "rangeDocuments" : "range", { first, last: Math.min(of, first + address.PAGE - 1) });
    },
    /** What stands above the hits. @param {State} state @param {Found} found */
    before: (state, found) => [...chips(state, found), ...remarks(state, found.answer), ...ways(found.answer)],
    /** @param {State} state @param {Found} found */
    hits: (state, found) => [element("ol", { className: "hits" }, ...hits(state, found)), ...paging(state, found.answer)],
  };
}
