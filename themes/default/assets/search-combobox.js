// @ts-check
// Suggestions below the field, as the combobox pattern of WAI-ARIA has it: the focus stays in the field, the arrows go
// through the list, Enter takes the chosen one, Escape closes, Tab leaves.

/**
 * @param {object} given
 * @param {HTMLInputElement} given.field
 * @param {HTMLElement} given.list empty
 * @param {typeof import("./search-dom.js")} given.dom
 * @param {DOMStringMap} given.words
 * @param {(suggestion: import("./search-client.js").Suggestion) => void} given.choose
 */
export function combobox({ field, list, dom: { element, fill }, words, choose }) {
  /** @type {import("./search-client.js").Suggestion[]} */
  let shown = [];
  let active = -1;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.suggestions ?? "");

  const mark = (/** @type {number} */ at) => {
    active = at;
    for (const [number, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(number === at));
      if (number === at) option.scrollIntoView({ block: "nearest" });
    }
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const close = () => {
    mark(-1);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    if (shown.length === 0) return false;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    return true;
  };
  const take = (/** @type {number} */ at) => {
    const one = shown[at];
    close();
    shown = [];
    if (one) choose(one);
  };

  const option = (/** @type {import("./search-client.js").Suggestion} */ one, /** @type {number} */ at) => {
    const made = element("li", { id: `${list.id}-${at}`, role: "option", "aria-selected": "false" }, element("span", { lang: "ja" }, one.text));
    if (one.reading && one.reading !== one.text) made.append(" ", element("span", { className: "kana", lang: "ja" }, one.reading));
    const note = one.organisation ? words.suggestionOrganisation : fill(words.suggestionCount, { count: one.passages });
    made.append(" ", element("span", { className: "count" }, note ?? ""));
    // The field keeps the focus.
    made.addEventListener("pointerdown", (event) => event.preventDefault());
    made.addEventListener("click", () => take(at));
    return made;
  };

  field.addEventListener("keydown", (event) => {
    // Keys that an input method takes are not ours.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    const last = shown.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen && !open()) return;
      event.preventDefault();
      // Before the first and after the last one is what was typed.
      if (event.altKey) mark(-1);
      else if (event.key === "ArrowDown") mark(active >= last ? -1 : active + 1);
      else mark(active < 0 ? last : active - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      take(active);
    } else if ((event.key === "Home" || event.key === "End") && isOpen && active >= 0) {
      // In the list they go through the text, as the pattern has it.
      event.preventDefault();
      mark(-1);
      const at = event.key === "Home" ? 0 : field.value.length;
      field.setSelectionRange(at, at);
    } else if (event.key === "Tab" || event.key === "Enter") {
      close();
    }
  });
  field.addEventListener("blur", close);

  return {
    close,
    /** @param {import("./search-client.js").Suggestion[]} suggestions */
    show: (suggestions) => {
      shown = suggestions;
      close();
      list.replaceChildren(...suggestions.map(option));
      if (document.activeElement === field) open();
    },
  };
}
