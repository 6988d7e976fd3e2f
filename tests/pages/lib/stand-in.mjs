// @ts-check
/**
 * A stand-in for the search engine: a worker that says what the page expects of the real one, with the answers of
 * `ayumi search --json`. What the page does with answers, and with failures, can be looked at without WebAssembly.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { serve } from "./site.mjs";

const run = promisify(execFile);

/** The file that the stand-in asks; the site has none of this name. */
const ASKED = "search/index/stand-in";

/** Runs in the page as its worker. */
const WORKER = `
  let index = "";
  const ask = async (message) => (await fetch(index + "stand-in", { method: "POST", body: JSON.stringify(message) })).json();
  let last = 0;
  let queue = Promise.resolve();
  onmessage = ({ data }) => {
    if (data.type === "open") {
      index = data.index;
      postMessage({ type: "state", state: "loading" });
    }
    if (data.type === "search") last = data.id;
    queue = queue.then(async () => {
      const stale = () => data.type === "search" && data.id !== last;
      const answer = stale() ? { type: "superseded" } : await ask(data);
      postMessage({ id: data.id, ...(stale() ? { type: "superseded" } : answer) });
      if (data.type === "open") postMessage({ type: "state", state: "ready" });
    });
  };
`;

/**
 * @typedef {{ query: string, years: [number, number] | null, organisations: string[], parts: string[], marks: string[], asWritten: boolean, literal: string[], sort: string, group: boolean, limit: number, offset: number }} Request
 */

/**
 * Serves a built site with the stand-in in the place of its worker.
 * @param {string} root
 * @param {string} program where `ayumi` is
 */
export async function serveWithStandIn(root, program) {
  const html = await readFile(path.join(root, "search/index.html"), "utf8");
  const worker = /data-worker="\.\.\/([^"]+)"/.exec(html)?.[1];
  if (worker === undefined) return null;
  /** @type {{ organisations: { name: string, address: string }[] }} */
  const titles = JSON.parse(await readFile(path.join(root, "search/titles.json"), "utf8"));
  const names = Object.fromEntries(titles.organisations.map((one) => [one.address.split("/")[1], one.name]));
  /** @type {Map<string, Promise<any>>} */
  const answered = new Map();
  const standIn = {
    /** The kind of error that every question gets. @type {string | null} */
    failure: null,
    /** Milliseconds that a search takes. */
    delay: 0,
    /** What was asked since the last look. @type {{ type: string, request?: any }[]} */
    asked: [],
    /** Files of the site that were asked for. @type {string[]} */
    files: [],
    /** Whether the worker's script can be had. */
    has: true,
    /** What is done to an answer before it is given. @type {((value: any) => any) | null} */
    change: null,
  };
  const tell = async (/** @type {string[]} */ args) => {
    const { stdout } = await run(program, ["search", "--out", root, "--json", ...args], { maxBuffer: 1 << 26 });
    return JSON.parse(stdout);
  };
  const answer = async (/** @type {{ type: string, request: any }} */ { type, request }) => {
    if (standIn.failure) return { type: "error", kind: standIn.failure, detail: "stand-in" };
    if (type === "open") return { type: "result", value: null };
    const args = type === "search" ? argumentsOf(request) : ["--suggest", "--limit", String(request.limit), "--", request.typed];
    const key = JSON.stringify(args);
    if (!answered.has(key)) answered.set(key, tell(args));
    // The command line refuses what the archive does not have; the engine finds nothing.
    const told = await answered.get(key)?.catch(() => nothing(request.query));
    if (type === "suggest") return { type: "result", value: told };
    await new Promise((resolve) => setTimeout(resolve, standIn.delay));
    const value = { answer: told, organisations: names };
    return { type: "result", value: standIn.change ? standIn.change(structuredClone(value)) : value };
  };
  const site = await serve(root, {
    more: async (file, body) => {
      standIn.files.push(file);
      if (file === worker) {
        return standIn.has ? { type: "text/javascript", body: WORKER } : { status: 404, type: "text/plain", body: "not found" };
      }
      if (file !== ASKED) return null;
      const message = JSON.parse(body);
      standIn.asked.push(message);
      return { type: "application/json", body: JSON.stringify(await answer(message)) };
    },
  });
  return { ...site, standIn, worker };
}

/** @param {string} query */
function nothing(query) {
  const facets = { year: {}, organisation: {}, part: {}, mark: {} };
  return { query, mode: "any", total: 0, documents: 0, hits: [], facets, understood: { year: null, organisation: null }, expanded: [] };
}

/** @param {Request} request */
function argumentsOf(request) {
  const several = (/** @type {string} */ flag, /** @type {string[]} */ values) => values.map((value) => `${flag}=${value}`);
  return [
    ...(request.years ? [`--year=${request.years.join("..")}`] : []),
    ...several("--organisation", request.organisations),
    ...several("--part", request.parts),
    ...several("--mark", request.marks),
    ...several("--literal", request.literal),
    ...(request.asWritten ? ["--as-written"] : []),
    ...(request.group ? ["--by-document"] : []),
    `--sort=${request.sort}`,
    // The command line knows no answer without hits.
    `--limit=${Math.max(1, request.limit)}`,
    `--offset=${request.offset}`,
    "--",
    request.query,
  ];
}
