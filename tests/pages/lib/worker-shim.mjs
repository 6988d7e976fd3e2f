// @ts-check
/** The search worker in Node: its script as it is published, with a page that asks and waits. */
import { readFile } from "node:fs/promises";

/** The folder with the engine and the worker, as they are committed. */
export const DIST = new URL("../../../crates/search-web/dist/", import.meta.url);

/**
 * @typedef {{ id?: number, type: string, value?: any, kind?: string, detail?: string, state?: string }} Said
 * @typedef {{ ask(type: string, message?: object): Promise<Said>, states: string[], dead: string[] }} Worker
 */

/**
 * Starts the worker with a `fetch` of one's own.
 * @param {typeof globalThis.fetch} fetch
 * @param {object} [globals] other globals than the usual ones
 * @returns {Promise<Worker>}
 */
export async function startWorker(fetch, globals = {}) {
  const source = await readFile(new URL("worker.js", DIST), "utf8");
  /** @type {Map<number, (said: Said) => void>} */
  const asked = new Map();
  /** @type {string[]} */
  const states = [];
  /** @type {string[]} */
  const dead = [];
  const self = {
    /** @type {(event: { data: object }) => void} */
    onmessage() {},
    /** @param {Said} message */
    postMessage(message) {
      // As between a page and its worker: only what can be cloned.
      const said = structuredClone(message);
      if (said.id === undefined) {
        states.push(String(said.state));
        return;
      }
      const answer = asked.get(said.id);
      if (!answer) dead.push(`${said.id}: ${said.type}`);
      asked.delete(said.id);
      answer?.(said);
    },
  };
  const known = { self, fetch, ...globals };
  new Function(...Object.keys(known), source)(...Object.values(known));
  let last = 0;
  return {
    states,
    dead,
    ask(type, message = {}) {
      last += 1;
      const id = last;
      return new Promise((done) => {
        asked.set(id, done);
        self.onmessage({ data: structuredClone({ ...message, id, type }) });
      });
    },
  };
}
