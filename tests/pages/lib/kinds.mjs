// @ts-check

/** Names in addresses that are always the same; all others are of one year, organisation, edition or indicator. */
const FIXED = new Set(["accessibility", "changes", "editions", "glossary", "index.html", "report"]);

/**
 * What kind of page it is: pages in folders of the same shape are of one kind.
 * @param {string} file
 */
export function kindOf(file) {
  const [first, ...rest] = file.split("/");
  const year = (/** @type {string} */ name) => /^\d{4}$/.test(name);
  const shape = rest.map((name) => (year(name) ? "YEAR" : FIXED.has(name) ? name : "ONE"));
  return [year(first) ? "YEAR" : first, ...shape].join("/");
}

/**
 * At most so many pages of each kind, spread over all of that kind; the page for errors is none of them.
 * @param {string[]} files
 * @param {number} most
 */
export function pagesOfEachKind(files, most) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const file of files) {
    if (file === "404.html") continue;
    const kind = kindOf(file);
    kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
  }
  return [...kinds.values()].flatMap((all) => {
    const step = Math.max(1, all.length / most);
    return Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)]);
  });
}
