// @ts-check
// The search page at work: from what is typed, pressed or stands in the address, through the engine, to what is shown.

/**
 * @typedef {import("./search-address.js").State} State
 * @typedef {import("./search-answer.js").Found} Found
 * @typedef {object} Kit
 * @property {HTMLElement} place
 * @property {typeof import("./search-dom.js")} dom
 * @property {typeof import("./search-address.js")} address
 * @property {typeof import("./search-titles.js")} titles
 * @property {typeof import("./search-recent.js")} recent
 * @property {typeof import("./search-client.js")} [client] this and the following where there is an engine
 * @property {typeof import("./search-offline.js")} [offline]
 * @property {typeof import("./search-combobox.js")} [combobox]
 * @property {typeof import("./search-answer.js")} [answer]
 * @property {typeof import("./search-facets.js")} [facets]
 * @property {typeof import("./search-results.js")} [results]
 */

/** Milliseconds after the last key until the words are searched for. */
const PAUSE = 150;
/** Milliseconds after which a reader has stopped typing: the search has its place in the history, and is read aloud. */
const SETTLED = 1000;
const SUGGESTIONS = 8;

/** @param {Kit} kit */
export async function start({ place, dom, address, titles, recent, client, offline, combobox, answer, facets, results }) {
  const words = place.dataset;
  const { element, fill } = dom;
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
  const form = /** @type {HTMLFormElement} */ (find("form"));
  const field = /** @type {HTMLInputElement} */ (find("input[name=q]"));
  const status = find("[role=status]");
  const progress = find("[data-place=progress]");
  const trouble = find("[data-place=trouble]");
  const titled = find("[data-place=titles-found]");
  const searchTitles = titles.titleSearch({ dom, words });

  let state = address.read(location.search);
  /** Whether the entry of the history is one that typing made, and goes on to change. */
  let typing = false;
  let composing = false;
  let turn = 0;
  /** Suggestions that come after the search was started would lie over what it found. */
  let suggesting = 0;
  /** @type {number | undefined} */
  let pause;
  /** @type {number | undefined} */
  let rest;
  /** @type {number | undefined} */
  let slow;

  /** What is said aloud, at once or when the reader has stopped typing. */
  const announce = (/** @type {string} */ text, /** @type {boolean} */ now) => {
    clearTimeout(rest);
    const settle = () => {
      status.textContent = text;
      typing = false;
      if (text) keep(state.q);
    };
    if (now) settle();
    else rest = setTimeout(settle, SETTLED);
  };
  const record = (/** @type {boolean} */ typed) => {
    const next = location.pathname + address.write(state);
    const same = next === location.pathname + location.search;
    if (!same && typing) history.replaceState(null, "", next);
    else if (!same) history.pushState(null, "", next);
    typing = typed;
  };
  const wait = (/** @type {string | undefined} */ text) => {
    clearTimeout(slow);
    if (text === undefined) progress.textContent = "";
    // What is there at once needs no notice.
    else slow = setTimeout(() => (progress.textContent = text), 300);
  };

  /** @param {boolean} settled @param {boolean} [moved] to another page of hits */
  const search = async (settled, moved = false) => {
    turn += 1;
    const mine = turn;
    const current = () => mine === turn;
    clearTimeout(rest);
    if (state.q.trim() === "") {
      wait(undefined);
      status.textContent = "";
      trouble.replaceChildren();
      titled.replaceChildren();
      engine?.clear();
      return;
    }
    wait(words.searching);
    try {
      if (engine) {
        const said = await engine.search(state, current, moved);
        if (said === null || !current()) return;
        trouble.replaceChildren();
        titled.replaceChildren();
        announce(said, settled);
      } else await byTitle(current, settled);
    } catch (error) {
      if (current()) await fail(error, current);
    }
    if (current()) wait(undefined);
  };

  /** What is found without the engine. */
  const byTitle = async (/** @type {() => boolean} */ current, /** @type {boolean} */ settled, /** @type {string} */ before = "") => {
    const { said, lists } = await searchTitles(state.q);
    if (!current()) return;
    titled.replaceChildren(element("p", {}, said), ...lists);
    announce(before + said, settled);
  };

  /** Says what went wrong in plain words, and searches titles meanwhile. */
  const fail = async (/** @type {unknown} */ error, /** @type {() => boolean} */ current) => {
    const kind = client && error instanceof client.Failure ? error.kind : "internal";
    engine?.clear();
    const say = words[`error${kind[0].toUpperCase()}${kind.slice(1)}`] ?? words.errorInternal ?? "";
    const box = element("div", { className: "box" }, element("p", { className: "box-title" }, say));
    if (kind === "unsupported" || kind === "refused") engine = undefined;
    else {
      const reload = kind === "version";
      const again = element("button", { type: "button", "data-key": "again" }, (reload ? words.reload : words.retry) ?? "");
      again.addEventListener("click", () => {
        if (reload) location.reload();
        else {
          field.focus();
          void search(true);
        }
      });
      box.append(element("p", {}, again));
    }
    box.append(element("p", {}, words.errorTitles ?? ""));
    trouble.replaceChildren(box);
    const elsewhere = document.querySelector("[data-search-elsewhere]");
    if (elsewhere instanceof HTMLElement) elsewhere.hidden = false;
    await byTitle(current, true, say);
  };

  /** @param {Partial<State>} change */
  const go = (change) => {
    clearTimeout(pause);
    suggesting += 1;
    suggestions?.close();
    const before = state;
    state = { ...state, ...change };
    field.value = state.q;
    const moved = before.page !== state.page && address.write({ ...before, page: 1 }) === address.write({ ...state, page: 1 });
    record(false);
    void search(true, moved);
  };

  const keep = recent.recentSearches({
    box: /** @type {HTMLInputElement} */ (find("[data-place=keep]")),
    place: find("[data-place=recent]"),
    dom,
    address,
    words,
    go: (q) => go({ ...address.nothing(), q }),
  });

  let engine =
    client && offline && answer && facets && results && words.worker
      ? results.engineSearch({ place, dom, address, client, offline, answer, facets, go, onLoading: () => wait(words.loading) })
      : undefined;
  const suggestions = combobox?.combobox({
    field,
    list: find("[data-place=suggestions]"),
    dom,
    words,
    choose: (one) => {
      // It goes on with the last word; signs before that stay.
      const [, kept] = /^(.*?)[^\s"“”「『-]*$/su.exec(field.value) ?? ["", ""];
      go({ q: kept + one.text, page: 1 });
    },
  });
  const suggest = async () => {
    const typed = field.value;
    suggesting += 1;
    const mine = suggesting;
    if (!engine || !suggestions || typed.trim() === "") return suggestions?.close();
    const found = await engine.suggest(typed, SUGGESTIONS).catch(() => null);
    if (found && mine === suggesting && field.value === typed && !composing) suggestions.show(found);
  };

  const typed = () => {
    if (composing) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (field.value === state.q) return;
      const q = field.value;
      // Who empties the field begins anew; words that are gone need no exception.
      state = q.trim() === "" ? { ...address.nothing(), sort: state.sort, group: state.group } : { ...state, q, page: 1, literal: state.literal.filter((word) => q.includes(word)) };
      record(true);
      void suggest();
      void search(false);
    }, PAUSE);
  };
  field.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(pause);
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (composing) return;
    go({ q: field.value, page: 1 });
  });
  addEventListener("popstate", () => {
    const next = address.read(location.search);
    if (address.write(next) === address.write(state)) return;
    clearTimeout(pause);
    state = next;
    typing = false;
    field.value = state.q;
    suggesting += 1;
    suggestions?.close();
    void search(true);
  });

  if (field.value !== state.q) {
    // It was typed while this was on its way.
    state = { ...state, q: field.value };
    record(true);
  }
  await search(true);
}
