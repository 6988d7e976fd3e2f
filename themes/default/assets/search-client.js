// @ts-check
// The way to the engine: a worker that is made when it is first needed, and made anew after it failed.

/**
 * @typedef {import("./search-answer.js").Found} Found
 * @typedef {{ text: string, reading: string, passages: number, organisation: boolean }} Suggestion
 * @typedef {"unsupported" | "refused" | "offline" | "missing" | "damaged" | "version" | "slow" | "internal"} Kind
 * @typedef {{ resolve: (value: any) => void, reject: (failure: Failure) => void }} Waiting
 */

/** Why there is no answer. */
export class Failure extends Error {
  /**
   * @param {Kind} kind
   * @param {string} detail
   */
  constructor(kind, detail) {
    super(detail);
    this.kind = kind;
  }
}

/** @type {{ createScriptURL(url: string): string } | undefined} */
let policy;

/**
 * Browsers with Trusted Types take a worker's address from this policy alone, and it knows but these.
 * @param {(string | undefined)[]} known
 */
function trust(known) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return (/** @type {string} */ url) => url;
  policy ??= types.createPolicy("ayumi-search", {
    createScriptURL: (/** @type {string} */ url) => {
      if (!known.includes(url)) throw new TypeError("not a worker of this page");
      return url;
    },
  });
  return (/** @type {string} */ url) => /** @type {{ createScriptURL(url: string): string }} */ (policy).createScriptURL(url);
}

/**
 * @param {{ worker: string, wasm: string, index: string, offline?: string, root: string }} addresses whole ones
 * @param {(state: "loading" | "ready") => void} onState
 * @param {typeof import("./search-offline.js").settle} settle
 */
export function connect(addresses, onState, settle) {
  const trusted = trust([addresses.worker, addresses.offline]);
  const settled = settle(addresses.offline && trusted(addresses.offline), addresses.root);
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<unknown> | undefined} */
  let opened;
  let last = 0;
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();

  /** The next question gets a new worker. */
  const close = () => {
    worker?.terminate();
    worker = undefined;
    opened = undefined;
  };
  const fail = (/** @type {Failure} */ failure) => {
    close();
    const all = [...waiting.values()];
    waiting.clear();
    for (const one of all) one.reject(failure);
  };
  const ask = (/** @type {Record<string, unknown>} */ message) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker?.postMessage({ id: last, ...message });
    });
  const hear = (/** @type {any} */ told) => {
    if (told?.type === "state") {
      onState(told.state);
      return;
    }
    const asked = waiting.get(told?.id);
    if (!asked) return;
    waiting.delete(told.id);
    if (told.type === "result") asked.resolve(told.value);
    else if (told.type === "superseded") asked.resolve(null);
    else asked.reject(new Failure(told.kind ?? "internal", String(told.detail ?? "")));
  };
  const open = () => {
    worker?.terminate();
    let made;
    try {
      made = new Worker(trusted(addresses.worker));
    } catch (error) {
      // The policy of the page, or of a host, lets no worker be made.
      throw new Failure("refused", String(error));
    }
    worker = made;
    made.addEventListener("message", ({ data }) => worker === made && hear(data));
    made.addEventListener("messageerror", () => worker === made && fail(new Failure("internal", "messageerror")));
    made.addEventListener("error", (event) => {
      event.preventDefault();
      // Without a message the script itself could not be had.
      if (worker === made) fail(new Failure(event.message ? "internal" : navigator.onLine ? "missing" : "offline", event.message ?? ""));
    });
    return ask({ type: "open", wasm: addresses.wasm, index: addresses.index });
  };
  const call = async (/** @type {Record<string, unknown>} */ message) => {
    opened ??= settled.then(open);
    const mine = opened;
    try {
      await mine;
      return await ask(message);
    } catch (error) {
      // Somebody else may have made a new one by now.
      if (opened === mine) close();
      throw error instanceof Failure ? error : new Failure("internal", String(error));
    }
  };
  return {
    /**
     * @param {ReturnType<typeof import("./search-address.js").request>} request
     * @returns {Promise<Found | null>} null if a newer search took its place
     */
    search: (request) => call({ type: "search", request }),
    /**
     * @param {string} typed
     * @param {number} limit
     * @returns {Promise<Suggestion[] | null>}
     */
    suggest: (typed, limit) => call({ type: "suggest", request: { typed, limit } }),
    close,
  };
}

/** @typedef {ReturnType<typeof connect>} Client */
