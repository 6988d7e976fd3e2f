// @ts-check
// The last searches, kept on this device alone, and only while the reader wants it.

const KEY = "ayumi-searches";
const MOST = 8;

/** Storage may be refused, or hold what somebody else wrote. @returns {string[] | null} null if nothing is to be kept */
function stored() {
  try {
    const text = localStorage.getItem(KEY);
    if (text === null) return null;
    const held = JSON.parse(text);
    return Array.isArray(held) ? held.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return null;
  }
}

/** @param {string[] | null} searches */
function store(searches) {
  try {
    if (searches === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(searches));
  } catch {
    // Nothing is kept then.
  }
}

/**
 * @param {object} given
 * @param {HTMLInputElement} given.box whether to keep them
 * @param {HTMLElement} given.place where they are listed
 * @param {typeof import("./search-dom.js")} given.dom
 * @param {typeof import("./search-address.js")} given.address
 * @param {DOMStringMap} given.words
 * @param {(query: string) => void} given.go
 */
export function recentSearches({ box, place, dom: { element }, address, words, go }) {
  const show = () => {
    const searches = stored() ?? [];
    place.hidden = searches.length === 0;
    const link = (/** @type {string} */ query) => {
      const made = element("a", { href: address.write({ ...address.nothing(), q: query }), lang: "ja" }, query);
      made.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(query);
      });
      return element("li", {}, made);
    };
    const list = element("ul", { className: "jump", "aria-label": words.recent ?? "" }, ...searches.map(link));
    place.replaceChildren(...(searches.length > 0 ? [element("p", { className: "note" }, words.recent ?? ""), list] : []));
  };
  box.checked = stored() !== null;
  box.addEventListener("change", () => {
    store(box.checked ? [] : null);
    show();
  });
  show();
  /** @param {string} query */
  return (query) => {
    const searches = stored();
    if (searches === null || query.trim() === "") return;
    store([query, ...searches.filter((one) => one !== query)].slice(0, MOST));
    show();
  };
}
