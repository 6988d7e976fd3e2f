// @ts-check
/** The table of one site: a row for each thing that is measured, a column for each engine. */

/**
 * @typedef {object} Measured
 * @property {Awaited<ReturnType<typeof import("./visits.mjs").session>>} session
 * @property {{ cold: number, warm: number }} fast
 * @property {{ cold: number, warm: number }} slow
 * @property {{ median: number, p95: number }} computing
 * @property {import("./hits.mjs").Score} plain
 * @property {import("./hits.mjs").Score} quoted
 * @property {{ files: number, bytes: number }} size
 * @property {number} indexing seconds
 */

const number = new Intl.NumberFormat("en");
const kilobytes = (/** @type {number} */ bytes) => `${number.format(Math.round(bytes / 1000))} KB`;
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const cost = (/** @type {{ bytes: number, requests: number }} */ { bytes, requests }) => `${kilobytes(bytes)}, ${requests} requests`;
const share = (/** @type {number} */ part, /** @type {number} */ whole) => (whole === 0 ? "–" : (part / whole).toFixed(3));

/** @type {[string, (of: Measured) => string][]} */
const ROWS = [
  ["making the index", ({ indexing }) => `${indexing.toFixed(1)} s`],
  ["files and bytes on the host", ({ size }) => `${number.format(size.files)} files, ${megabytes(size.bytes)}`],
  ["opening", ({ session }) => cost(session.opening)],
  ["first query, with ten hits", ({ session }) => cost(session.first)],
  ["a further query, with ten hits (median)", ({ session }) => cost(session.further)],
  ["**ten queries from nothing**", ({ session }) => `**${cost(session.ten)}**`],
  ["first result, cold", ({ fast }) => seconds(fast.cold)],
  ["first result, second visit", ({ fast }) => seconds(fast.warm)],
  ["first result on slow 4G, cold", ({ slow }) => seconds(slow.cold)],
  ["first result on slow 4G, second visit", ({ slow }) => seconds(slow.warm)],
  ["an answer with nothing to fetch (median, p95)", ({ computing }) => `${computing.median.toFixed(1)} ms, ${computing.p95.toFixed(1)} ms`],
  ["precision, recall", ({ plain }) => `${share(plain.right, plain.returned)}, ${share(plain.right, plain.held)}`],
  ["precision, recall, in quotation marks", ({ quoted }) => `${share(quoted.right, quoted.returned)}, ${share(quoted.right, quoted.held)}`],
  ["phrases without an answer, as typed and in quotation marks", ({ plain, quoted }) => `${plain.unanswered} and ${quoted.unanswered} of ${plain.queries}`],
  ["phrases on no page that are answered with something else", ({ plain, quoted }) => `${plain.invented} and ${quoted.invented} of ${plain.absent}`],
];

/**
 * @param {{ documents: number, passages: number }} size
 * @param {Record<string, Measured>} engines
 * @param {string} circumstances when, and on what
 */
export function table({ documents, passages }, engines, circumstances) {
  const names = Object.keys(engines);
  return [
    `## ${number.format(documents)} documents, ${number.format(passages)} passages`,
    "",
    `| | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
    ...ROWS.map(([name, cell]) => `| ${name} | ${names.map((engine) => cell(engines[engine])).join(" | ")} |`),
    "",
    circumstances,
    "",
  ].join("\n");
}
