// @ts-check
/** What an HTML or CSS file refers to, and the anchors that it offers. */
import { parse } from "parse5";

/**
 * One reference out of a file.
 * @typedef {object} Reference
 * @property {string} target as written
 * @property {number} line counted from 1
 * @property {string} where the element and attribute, for messages
 * @property {boolean} loads the browser fetches it without being asked
 */

/**
 * @typedef {object} Page
 * @property {string[]} bases values of `<base href>`
 * @property {Set<string>} anchors ids, and names of `a` elements
 * @property {Reference[]} references
 */

/** `link` relations that only name something; every other relation makes the browser fetch. */
const NAMING_RELATIONS = new Set([
  "alternate", "author", "canonical", "describedby", "help", "license", "next", "prev", "search", "self", "up",
]);

/** Attributes with an address, by element; `*` is any element. The value: fetched unasked? */
const ADDRESS_ATTRIBUTES = new Map([
  ["a href", false],
  ["area href", false],
  ["form action", false],
  ["button formaction", false],
  ["input formaction", false],
  ["blockquote cite", false],
  ["q cite", false],
  ["ins cite", false],
  ["del cite", false],
  ["audio src", true],
  ["embed src", true],
  ["iframe src", true],
  ["image href", true],
  ["img src", true],
  ["input src", true],
  ["object data", true],
  ["script src", true],
  ["source src", true],
  ["track src", true],
  ["use href", true],
  ["video poster", true],
  ["video src", true],
]);

/**
 * @param {string} html
 * @returns {Page}
 */
export function readPage(html) {
  /** @type {Page} */
  const page = { bases: [], anchors: new Set(), references: [] };
  visit(parse(html, { sourceCodeLocationInfo: true }), page);
  return page;
}

/**
 * References of a style sheet: `url(…)` and `@import "…"`.
 * @param {string} css
 * @param {number} [firstLine]
 * @returns {Reference[]}
 */
export function readStyle(css, firstLine = 1) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi;
  return [...bare.matchAll(pattern)].map((match) => ({
    target: match.slice(1).find((group) => group !== undefined) ?? "",
    line: firstLine + bare.slice(0, match.index).split("\n").length - 1,
    where: match[0].startsWith("@") ? "@import" : "url()",
    loads: true,
  }));
}

/**
 * @param {any} node of parse5's default tree
 * @param {Page} page
 */
function visit(node, page) {
  if (node.attrs) readElement(node, page);
  // A template's content is a fragment of its own.
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) visit(child, page);
}

/**
 * @param {any} element
 * @param {Page} page
 */
function readElement(element, page) {
  const name = element.tagName;
  /** @type {Map<string, string>} */
  const attributes = new Map(element.attrs.map((/** @type {any} */ a) => [a.name, a.value]));
  const line = element.sourceCodeLocation?.startLine ?? 0;

  const id = attributes.get("id");
  if (id) page.anchors.add(id);
  const anchorName = attributes.get("name");
  if (name === "a" && anchorName) page.anchors.add(anchorName);

  const href = attributes.get("href");
  if (name === "base") {
    if (href !== undefined) page.bases.push(href);
    return;
  }
  if (name === "link" && href !== undefined) {
    const relations = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
    const loads = relations.includes("stylesheet") || !relations.every((relation) => NAMING_RELATIONS.has(relation));
    page.references.push({ target: href, line, where: `<link rel="${relations.join(" ")}" href>`, loads });
  }
  for (const [attribute, value] of attributes) {
    const loads = ADDRESS_ATTRIBUTES.get(`${name} ${attribute}`);
    if (loads !== undefined) page.references.push({ target: value, line, where: `<${name} ${attribute}>`, loads });
    if (attribute === "srcset" || attribute === "imagesrcset") {
      for (const target of value.split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/)[0]).filter(Boolean)) {
        page.references.push({ target, line, where: `<${name} ${attribute}>`, loads: true });
      }
    }
    if (attribute === "style") page.references.push(...readStyle(value, line));
  }
  if (name === "style") {
    const text = element.childNodes.map((/** @type {any} */ child) => child.value ?? "").join("");
    page.references.push(...readStyle(text, line));
  }
}
