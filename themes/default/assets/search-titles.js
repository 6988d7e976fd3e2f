// @ts-check
// Finds documents by their titles and organisations by their names, in a list that is loaded when it is first needed. It
// is all there is where the engine cannot run, and it still works where the engine's files cannot be had.

/**
 * @typedef {{ name: string, kana?: string, address: string, documents?: [number, string, string][] }} Organisation
 * @typedef {{ years: Record<string, string[]>, organisations: Organisation[] }} Titles
 * @typedef {{ address: string, name: string, text: string }} NamedOrganisation
 * @typedef {{ year: number, address: string, title: string, name: string, text: string }} TitledDocument
 */

const MOST = 100;
// Widths, case, kana and spaces do not count.
const kana = (/** @type {string} */ text) => text.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
const fold = (/** @type {string} */ text) => kana(text.normalize("NFKC").toLowerCase());
const close = (/** @type {string} */ text) => fold(text).replace(/\s+/g, "");

/**
 * @param {object} given
 * @param {typeof import("./search-dom.js")} given.dom
 * @param {DOMStringMap} given.words
 */
export function titleSearch({ dom: { element, fill }, words }) {
  const load = async () => {
    const answer = await fetch(words.titles ?? "");
    if (!answer.ok) throw new Error(String(answer.status));
    /** @type {Titles} */
    const { years, organisations } = await answer.json();
    /** @type {NamedOrganisation[]} */
    const named = [];
    /** @type {TitledDocument[]} */
    const documents = [];
    for (const one of organisations) {
      const own = close(`${one.name} ${one.kana ?? ""}`);
      named.push({ address: one.address, name: one.name, text: own });
      for (const [year, address, title] of one.documents ?? []) {
        const text = `${own} ${close(title)} ${year} ${close((years[year] ?? []).join(" "))}`;
        documents.push({ year, address, title, name: one.name, text });
      }
    }
    // The newest first; those of a year stay in the order of the organisations.
    documents.sort((a, b) => b.year - a.year);
    return { documents, organisations: named };
  };
  /** @type {ReturnType<typeof load> | undefined} */
  let loading;

  const link = (/** @type {string} */ address, /** @type {string} */ text, /** @type {string} */ more = "") => {
    const item = element("li", {}, element("a", { href: `${words.root}${address}index.html`, lang: "ja" }, text));
    if (more) item.append(" ", element("span", { className: "count", lang: "ja" }, more));
    return item;
  };
  const list = (/** @type {string | undefined} */ title, /** @type {HTMLElement[]} */ items) =>
    items.length > 0 ? [element("h2", {}, title ?? ""), element("ul", {}, ...items)] : [];

  /**
   * What is found, in a sentence and as lists; the sentence alone where nothing is, or where the list cannot be had.
   * @param {string} question
   * @returns {Promise<{ said: string, lists: HTMLElement[] }>}
   */
  return async (question) => {
    const asked = fold(question).split(/\s+/).filter(Boolean);
    if (asked.length === 0) return { said: "", lists: [] };
    let titles;
    try {
      titles = await (loading ??= load());
    } catch {
      loading = undefined;
      return { said: words.titlesFailed ?? "", lists: [] };
    }
    const fits = (/** @type {{ text: string }} */ { text }) => asked.every((word) => text.includes(word));
    const documents = titles.documents.filter(fits);
    const organisations = titles.organisations.filter(fits);
    if (documents.length + organisations.length === 0) return { said: words.titlesNothing ?? "", lists: [] };
    const counts = { documents: documents.length, organisations: organisations.length };
    const first = documents.length > MOST ? fill(words.titlesFirst, { count: MOST }) : "";
    return {
      said: fill(words.titlesFound, counts) + first,
      lists: [
        ...list(words.titlesOrganisations, organisations.slice(0, MOST).map((one) => link(one.address, one.name))),
        ...list(words.titlesDocuments, documents.slice(0, MOST).map((one) => link(one.address, one.title, one.name))),
      ],
    };
  };
}
