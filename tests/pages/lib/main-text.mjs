// @ts-check
/** What a page says in its `main`, for searches. */
import { parse } from "parse5";

/** Elements that stand inside of a sentence: a word may go on behind them. */
const INLINE = new Set("a abbr b bdi cite code data em i ins mark small span strong sub sup time u wbr".split(" "));

/** What holds no text for readers. */
const SILENT = new Set(["script", "style", "template"]);

/** As searches compare texts. @param {string} text */
export const normal = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

/**
 * The text of a page's `main`, normalised, with a line for each block.
 * @param {string} html
 * @param {string[]} [without] names of elements, or of classes with a dot before them, that are left out
 */
export function mainText(html, without = []) {
  const main = find(parse(html), "main");
  if (!main) throw new Error("a page without main");
  /** @type {string[]} */
  const blocks = [""];
  /** @param {any} node of parse5's default tree */
  const read = (node) => {
    if (node.nodeName === "#text") blocks[blocks.length - 1] += node.value;
    if (SILENT.has(node.nodeName) || names(node).some((name) => without.includes(name))) return;
    const inline = !node.tagName || INLINE.has(node.tagName);
    if (!inline) blocks.push("");
    for (const child of node.childNodes ?? []) read(child);
    if (!inline) blocks.push("");
  };
  read(main);
  return blocks.map(normal).filter(Boolean).join("\n");
}

/** @param {any} node @returns {string[]} */
function names(node) {
  const classes = node.attrs?.find((/** @type {{ name: string }} */ { name }) => name === "class")?.value ?? "";
  return [node.nodeName, ...classes.split(/\s+/).map((/** @type {string} */ one) => `.${one}`)];
}

/** @param {any} node @param {string} name @returns {any} */
function find(node, name) {
  if (node.tagName === name) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}
