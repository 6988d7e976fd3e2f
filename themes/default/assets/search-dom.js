// @ts-check
// Making elements. Nothing is made into HTML: all words come from the page, the index and the list of titles as text.

/** @typedef {Node | string} Child */

/**
 * An element with properties, attributes (`aria-…`, `data-…`, `role`) and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} given
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, given, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === false) continue;
    if (key.includes("-") || key === "role") made.setAttribute(key, String(value));
    else Object.assign(made, { [key]: value });
  }
  made.append(...children);
  return made;
}

/**
 * A text with values in place of its `{names}`.
 * @param {string | undefined} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/** Words that only screen readers say. @param {string} text */
export const unseen = (text) => element("span", { className: "unseen" }, text);

/** A sign that only the eye needs. @param {string} text */
export const sign = (text) => element("span", { "aria-hidden": "true" }, text);

/** @type {Record<string, string>} */
const ESCAPED = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** @param {string} text */
const plain = (text) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => ESCAPED[one]);

/**
 * A snippet, which comes as HTML with `<mark>` as its only markup: everything else in it is text and stays text.
 * @param {string} html
 * @returns {Child[]}
 */
export function snippet(html) {
  /** @type {Child[]} */
  const made = [];
  let marked = false;
  for (const piece of html.split(/(<\/?mark>)/)) {
    if (piece === "<mark>" || piece === "</mark>") marked = piece === "<mark>";
    else if (piece) made.push(marked ? element("mark", {}, plain(piece)) : plain(piece));
  }
  return made;
}

/**
 * The link to a place of the site, as its pages write it: a folder's page is named.
 * @param {string} root what leads from the page to the site's root
 * @param {string} url `2024/chuo/#goal-1`
 */
export function linkTo(root, url) {
  const at = url.indexOf("#");
  const path = at < 0 ? url : url.slice(0, at);
  const rest = at < 0 ? "" : url.slice(at);
  // An address from the index leads within the site, whatever it says.
  const inside = path.replace(/^[/\\]+/, "").replace(/^([^/]*):/, "$1%3A");
  return `${root}${inside}${inside === "" || inside.endsWith("/") ? "index.html" : ""}${rest}`;
}

/**
 * Puts new children in the place of the old ones and leaves the focus where it was: on the control with the same
 * `data-key`, or, where that is gone, on `otherwise`.
 * @param {HTMLElement} place
 * @param {Child[]} children
 * @param {() => HTMLElement | null} otherwise
 */
export function replaceChildren(place, children, otherwise) {
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && place.contains(active);
  const key = inside ? active.dataset.key : undefined;
  place.replaceChildren(...children);
  if (!inside) return;
  const same = [...place.querySelectorAll("[data-key]")].find((one) => one instanceof HTMLElement && one.dataset.key === key);
  const next = same instanceof HTMLElement && key !== undefined ? same : otherwise();
  next?.focus({ preventScroll: same !== undefined });
}
