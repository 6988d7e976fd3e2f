// @ts-check
/** What a page says to machines. */
import { parse } from "parse5";

/**
 * The JSON-LD of a page.
 * @param {string} html
 * @returns {object[]}
 */
export function structuredData(html) {
  /** @type {object[]} */
  const found = [];
  const visit = (/** @type {any} */ node) => {
    const type = node.attrs?.find((/** @type {any} */ one) => one.name === "type")?.value;
    if (node.nodeName === "script" && type === "application/ld+json") {
      found.push(JSON.parse(node.childNodes.map((/** @type {any} */ child) => child.value).join("")));
    }
    node.childNodes?.forEach(visit);
  };
  visit(parse(html));
  return found;
}
