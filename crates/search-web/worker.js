// @ts-check
"use strict";
/**
 * The worker of the search page: owns the engine, fetches what it asks for, answers questions in order.
 *
 * In:  {id, type: "open", wasm, index, patience?}   addresses of the engine and of the folder `search/index/`
 *      {id, type: "search", request}   {id, type: "suggest", request}
 * Out: {id, type: "result", value}   {id, type: "error", kind, detail}   {id, type: "superseded"}
 *      {type: "state", state: "loading" | "ready"}
 *
 * kind: unsupported, refused, offline, missing, damaged, version, slow, internal
 *
 * @typedef {{ id: number, type: "open", wasm: string, index: string, patience?: number }} Open
 * @typedef {{ id: number, type: "search" | "suggest", request: unknown }} Question
 * @typedef {Open | Question} Message
 * @typedef {(length: number) => number} Allocate
 * @typedef {{
 *   memory: WebAssembly.Memory,
 *   allocate: Allocate,
 *   release: (start: number, length: number) => void,
 *   open: (start: number, length: number) => number,
 *   supply: (name: number, nameLength: number, start: number, length: number) => number,
 *   search: (start: number, length: number) => number,
 *   suggest: (start: number, length: number) => number,
 * }} Exports
 * @typedef {{ status: number, value: any }} Reply
 */
(() => {
  const START = "start.json";
  /** At once; HTTP/2 hosts answer them together, others take six and let the rest wait. */
  const MOST_FETCHES = 16;
  /** A question takes three or four rounds; endless ones are a mistake. */
  const MOST_ROUNDS = 64;
  /** Milliseconds without a byte after which a response is given up. */
  const PATIENCE = 15000;
  /** As many times as long may the engine take altogether, which is read without looking on. */
  const WHOLE = 6;
  /** A module of the newest instructions that the engine has: a browser without them is too old. */
  const PROBE = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 13, 2, 96, 2, 127, 125, 2, 127, 127, 96, 0, 2, 127, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10,
    21, 1, 19, 0, 65, 0, 65, 1, 65, 1, 252, 10, 0, 0, 32, 0, 192, 32, 1, 252, 1, 11,
  ]);

  const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  /** What the page can tell its reader. */
  class Problem extends Error {
    /** @param {string} kind @param {string} detail */
    constructor(kind, detail) {
      super(detail);
      this.kind = kind;
    }
  }

  /** A question that a newer one has replaced. */
  class Superseded extends Error {}

  /** @param {unknown} error */
  const said = (error) => (error instanceof Error ? error.message : String(error));

  // ---- Fetching

  let patience = PATIENCE;

  /**
   * The whole body of a file. `missing` where it is not there, also where the host answers with a page instead.
   * @param {string} url @param {RequestCache} cache @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async function fetched(url, cache) {
    const watch = watched(patience);
    try {
      const response = await fetch(url, { cache, signal: watch.signal });
      checkResponse(response, url);
      if (!response.body) return new Uint8Array(await response.arrayBuffer());
      const reader = response.body.getReader();
      /** @type {Uint8Array<ArrayBuffer>[]} */
      const chunks = [];
      for (;;) {
        watch.again();
        const { done, value } = await reader.read();
        if (done) return joined(chunks);
        chunks.push(value);
      }
    } catch (error) {
      throw watch.explained(error, url);
    } finally {
      watch.end();
    }
  }

  /** @param {Uint8Array<ArrayBuffer>[]} chunks */
  function joined(chunks) {
    if (chunks.length === 1) return chunks[0];
    const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  /** @param {Response} response @param {string} url */
  function checkResponse(response, url) {
    if (response.status >= 500) throw new Problem("offline", `${url}: ${response.status}`);
    const page = (response.headers.get("content-type") || "").startsWith("text/html");
    if (!response.ok || page) throw new Problem("missing", `${url}: ${page ? "a page" : response.status}`);
  }

  /** Gives a request up after a time. @param {number} time */
  function watched(time) {
    const controller = new AbortController();
    let late = false;
    const giveUp = () => {
      late = true;
      controller.abort();
    };
    let timer = setTimeout(giveUp, time);
    return {
      signal: controller.signal,
      again() {
        clearTimeout(timer);
        timer = setTimeout(giveUp, time);
      },
      end: () => clearTimeout(timer),
      /** @param {unknown} error @param {string} url */
      explained(error, url) {
        if (error instanceof Problem) {
          // Nobody reads the rest.
          controller.abort();
          return error;
        }
        return new Problem(late ? "slow" : "offline", `${url}: ${said(error)}`);
      },
    };
  }

  // ---- The engine

  /** @type {Open | null} */
  let opened = null;
  /** @type {WebAssembly.Module | null} */
  let module = null;
  /** @type {Exports | null} */
  let engine = null;
  /** The start file of the publication in use. @type {Uint8Array | null} */
  let start = null;
  /** What the engine says of that publication; `null` until it holds it. @type {unknown} */
  let ready = null;

  function probe() {
    if (typeof WebAssembly !== "object" || !WebAssembly.validate(PROBE)) {
      throw new Problem("unsupported", "no WebAssembly, or an old one");
    }
    try {
      new WebAssembly.Module(PROBE);
    } catch (error) {
      // It is valid: what refuses is the policy.
      throw new Problem("refused", said(error));
    }
  }

  /** @param {string} url */
  async function compiled(url) {
    const watch = watched(patience * WHOLE);
    try {
      const response = await fetch(url, { signal: watch.signal });
      checkResponse(response, url);
      const type = response.headers.get("content-type") || "";
      const streams = type.startsWith("application/wasm") && "compileStreaming" in WebAssembly;
      return await (streams
        ? WebAssembly.compileStreaming(response)
        : WebAssembly.compile(await response.arrayBuffer()));
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError)) throw watch.explained(error, url);
    } finally {
      watch.end();
    }
    // A damaged copy may lie in a cache.
    const bytes = await fetched(url, "reload");
    return WebAssembly.compile(bytes).catch((error) => {
      throw new Problem("damaged", `${url}: ${said(error)}`);
    });
  }

  async function instance() {
    if (!module) {
      probe();
      module = await compiled(asked().wasm);
    }
    if (!engine) {
      ready = null;
      const made = await WebAssembly.instantiate(module, {});
      engine = /** @type {Exports} */ (/** @type {unknown} */ (made.exports));
    }
  }

  function asked() {
    if (!opened) throw new Problem("internal", "nothing is open");
    return opened;
  }

  /**
   * Calls a function of the engine with byte strings.
   * @param {"open" | "supply" | "search" | "suggest"} name @param {Uint8Array[]} values @returns {Reply}
   */
  function call(name, ...values) {
    if (!engine) throw new Problem("internal", "no engine");
    const { memory, allocate, release } = engine;
    try {
      /** @type {number[]} */
      const places = [];
      for (const bytes of values) {
        const place = allocate(bytes.length) >>> 0;
        new Uint8Array(memory.buffer, place, bytes.length).set(bytes);
        places.push(place, bytes.length);
      }
      const run = /** @type {(...places: number[]) => number} */ (engine[name]);
      const place = run(...places) >>> 0;
      const head = new DataView(memory.buffer, place, 8);
      const [status, length] = [head.getUint32(0, true), head.getUint32(4, true)];
      const text = new TextDecoder().decode(new Uint8Array(memory.buffer, place + 8, length));
      release(place, 8 + length);
      return { status, value: JSON.parse(text) };
    } catch (error) {
      // It stopped in the middle of something: what is left of it is not to be trusted.
      engine = null;
      ready = null;
      throw new Problem("internal", `the engine stopped: ${said(error)}`);
    }
  }

  /** @param {Reply} reply */
  function checked({ status, value }) {
    if (status === 2) throw new Problem(value.kind, value.detail);
    return value;
  }

  // ---- Parts

  /** What parts may be called. */
  const PART = /^(?:\w[\w.-]*\/)?\w[\w.-]*$/;

  /** Parts on their way. @type {Map<string, Promise<void>>} */
  const coming = new Map();
  /** Who waits for a place among the fetches. @type {(() => void)[]} */
  const waiting = [];
  let fetching = 0;

  /** Parts that the start file says come first, on their way while the engine is. @type {Map<string, Promise<Uint8Array>>} */
  const ahead = new Map();

  /** @param {Uint8Array} file the start file */
  function fetchAhead(file) {
    ahead.clear();
    let said;
    try {
      said = JSON.parse(new TextDecoder().decode(file)).opening;
    } catch {
      return;
    }
    for (const name of Array.isArray(said) ? said.slice(0, 8) : []) {
      if (typeof name !== "string" || !PART.test(name)) continue;
      const bytes = fetched(new URL(name, asked().index).href, "default");
      // Whoever asks for it is told.
      bytes.catch(() => {});
      ahead.set(name, bytes);
    }
  }

  /** @param {string} name */
  function part(name) {
    const known = coming.get(name);
    if (known) return known;
    const promise = supplied(name).finally(() => coming.delete(name));
    coming.set(name, promise);
    return promise;
  }

  /** @param {string} name */
  async function supplied(name) {
    if (!PART.test(name)) throw new Problem("damaged", `a part named ${name}`);
    const url = new URL(name, asked().index).href;
    const key = new TextEncoder().encode(name);
    const [owner, publication] = [engine, start];
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      while (fetching >= MOST_FETCHES) await new Promise((done) => waiting.push(() => done(null)));
      fetching += 1;
      try {
        const early = cache === "default" ? ahead.get(name) : undefined;
        ahead.delete(name);
        const bytes = await (early ?? fetched(url, cache));
        // Meanwhile another publication, or another engine, may have taken the place.
        if (owner !== engine || publication !== start) return;
        checked(call("supply", key, bytes));
        return;
      } catch (error) {
        const again = error instanceof Problem && (error.kind === "damaged" || error.kind === "offline");
        if (cache === "reload" || !again) throw error;
      } finally {
        fetching -= 1;
        waiting.shift()?.();
      }
    }
  }

  /**
   * Asks until no part is missing. @param {"open" | "search" | "suggest"} name @param {Uint8Array} bytes
   * @param {Promise<never>} stop rejects when the answer is no longer wanted
   */
  async function replayed(name, bytes, stop) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const reply = call(name, bytes);
      if (reply.status !== 1) return checked(reply);
      const parts = /** @type {string[]} */ (reply.value);
      await Promise.race([Promise.all(parts.map(part)), stop]);
    }
    throw new Problem("internal", "the engine asks for parts without an end");
  }

  // ---- Publications

  /** @returns {Promise<Uint8Array>} */
  async function newest() {
    const url = new URL(START, asked().index).href;
    try {
      return await fetched(url, "no-cache");
    } catch (error) {
      // Without a network a copy is better than nothing; what it names is checked.
      if (!(error instanceof Problem) || error.kind !== "offline") throw error;
      return await fetched(url, "force-cache").catch(() => {
        throw error;
      });
    }
  }

  /** @param {Promise<never>} stop */
  async function prepared(stop) {
    if (ready && engine) return ready;
    scope.postMessage({ type: "state", state: "loading" });
    const told = start ? Promise.resolve(start) : newest();
    told.then(fetchAhead, () => {});
    const [first] = await Promise.all([told, instance()]);
    start = first;
    ready = await replayed("open", first, stop);
    scope.postMessage({ type: "state", state: "ready" });
    return ready;
  }

  /**
   * @template T @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async function withNewest(ask) {
    try {
      return await ask();
    } catch (error) {
      const stale = error instanceof Problem && ["missing", "damaged", "version"].includes(error.kind);
      if (!stale || !module || !start) throw error;
      // Perhaps the site was published anew since: then the old parts are gone.
      const now = await newest();
      if (same(now, start)) throw error;
      start = now;
      ready = null;
      return await ask();
    }
  }

  /** @param {Uint8Array} one @param {Uint8Array} other */
  function same(one, other) {
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  }

  // ---- Questions, one after another

  /** @type {Message[]} */
  const queue = [];
  /** The question at work, and how to stop it. @type {{ message: Message, stop: () => void } | null} */
  let current = null;

  /** @param {Message} message @param {Promise<never>} stop */
  async function answered(message, stop) {
    if (message.type === "open") {
      if (opened?.wasm !== message.wasm) [module, engine] = [null, null];
      [opened, start, ready] = [message, null, null];
      patience = message.patience ?? PATIENCE;
      return await withNewest(() => prepared(stop));
    }
    const bytes = new TextEncoder().encode(JSON.stringify(message.request ?? null, wellFormed));
    return await withNewest(async () => {
      await prepared(stop);
      return await replayed(message.type, bytes, stop);
    });
  }

  /** Half a character, as some keyboards leave it, is no text. @param {string} _ @param {unknown} value */
  function wellFormed(_, value) {
    return typeof value === "string" ? new TextDecoder().decode(new TextEncoder().encode(value)) : value;
  }

  async function work() {
    for (let message = queue.shift(); message; message = queue.shift()) {
      const { id } = message;
      const stopped = new Promise((_, reject) => {
        current = { message, stop: () => reject(new Superseded()) };
      });
      // It may reject when nobody waits for it.
      stopped.catch(() => {});
      try {
        const value = await answered(message, /** @type {Promise<never>} */ (stopped));
        scope.postMessage({ id, type: "result", value });
      } catch (error) {
        if (error instanceof Superseded) {
          scope.postMessage({ id, type: "superseded" });
        } else {
          const kind = error instanceof Problem ? error.kind : "internal";
          scope.postMessage({ id, type: "error", kind, detail: said(error) });
        }
      }
    }
    current = null;
  }

  scope.onmessage = ({ data }) => {
    const message = /** @type {Message} */ (data);
    const replaces = (/** @type {Message} */ other) => other.type === message.type && message.type !== "open";
    for (let at = queue.length - 1; at >= 0; at -= 1) {
      if (replaces(queue[at])) scope.postMessage({ id: queue.splice(at, 1)[0].id, type: "superseded" });
    }
    if (current && replaces(current.message)) current.stop();
    queue.push(message);
    if (!current) work();
  };
})();
