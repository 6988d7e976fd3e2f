// @ts-check
/**
 * The worker against hosts that misbehave: what it says, and that it goes on. `SITE=… node --test worker-faults.mjs`,
 * where SITE is the built city of tests/search/city; `cargo xtask test --only search-web` does it.
 */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { addresses, startHost } from "./worker-host.mjs";
import { startWorker } from "./worker-shim.mjs";

const SITE = process.env.SITE ?? "public";
const PARTS = /\/search\/index\/(?!start\.json)/;
const START = /start\.json$/;
const ENGINE = /engine\.wasm$/;

/** @type {Awaited<ReturnType<typeof startHost>>} */
let host;
/** @type {import("./worker-shim.mjs").Worker} */
let worker;

beforeEach(async () => {
  host = await startHost(SITE);
  worker = await startWorker(fetch);
});
afterEach(() => {
  host.stop();
  assert.deepEqual(worker.dead, [], "answers nobody asked for");
});

const open = (more = {}) => worker.ask("open", { ...addresses(host), ...more });
/** @param {string} query */
const search = (query) => worker.ask("search", { request: { query } });

/** @param {import("./worker-host.mjs").Rule[]} rules */
const wrong = (...rules) => host.rules.splice(0, host.rules.length, ...rules);

/** @param {string} kind */
async function failsThenWorks(kind) {
  const slow = kind === "slow";
  const first = await open(slow ? { patience: 300 } : {});
  assert.equal(first.kind, kind, JSON.stringify(first));
  wrong();
  // On a busy machine a host that behaves may be slow as well.
  if (slow) await open();
  await works();
}

async function works() {
  const found = await search("除雪");
  assert.equal(found.type, "result", JSON.stringify(found));
  assert.equal(found.value.answer.total, 2);
  assert.equal(found.value.organisations.akiha, "秋葉区");
}

test("a host that behaves", async () => {
  assert.equal((await open()).type, "result");
  await works();
  assert.deepEqual(worker.states, ["loading", "ready"]);
  const names = host.requests.filter((name) => PARTS.test(name));
  assert.equal(new Set(names).size, names.length, "no part is asked for twice");
  const words = await worker.ask("suggest", { request: { typed: "じょせつ" } });
  assert.deepEqual(words.value.map((/** @type {{ text: string }} */ word) => word.text), ["除雪"]);
});

test("a search without an opening is a mistake of the page", async () => {
  assert.equal((await search("除雪")).kind, "internal");
});

test("requests that make no sense are refused, and the next is answered", async () => {
  await open();
  for (const request of [null, 7, [], {}, { query: 1 }, { query: "a", years: [2020] }, { query: "a", parts: ["x"] },
    { query: "a", limit: -1 }, { query: "a", sort: "x" }, { query: "a", years: [99999, 1] }]) {
    const said = await worker.ask("search", { request });
    const empty = JSON.stringify(request) === "{}";
    assert.equal(said.type, empty ? "result" : "error", JSON.stringify([request, said]));
    assert.equal(said.kind, empty ? undefined : "internal");
  }
  for (const query of ["\0", "\"", "-", "OR", "a".repeat(100000), "\ud800", "区:", "((((", "𠮷".repeat(5000), "R".repeat(300)]) {
    assert.equal((await search(query)).type, "result", query.slice(0, 9));
  }
  assert.equal((await worker.ask("search", { request: { query: "除雪", offset: 2 ** 40, limit: 2 ** 50 } })).type, "result");
  await works();
});

test("files that are not there", async () => {
  wrong({ path: START, fault: "gone" });
  await failsThenWorks("missing");
});

for (const [path, what] of /** @type {[RegExp, string][]} */ ([[START, "start"], [PARTS, "part"], [ENGINE, "engine"]])) {
  for (const [fault, kind] of /** @type {[import("./worker-host.mjs").Fault, string][]} */ ([
    ["gone", "missing"],
    ["page", "missing"],
    ["busy", "offline"],
    ["silent", "slow"],
    ["endless", "slow"],
    ["short", "damaged"],
    ["cut", "offline"],
  ])) {
    test(`${what}: ${fault}`, async () => {
      wrong({ path, fault });
      await failsThenWorks(kind);
    });
  }
}

test("a bit that flipped is never searched", async () => {
  wrong({ path: PARTS, fault: "flipped" });
  await failsThenWorks("damaged");
});

for (const fault of /** @type {const} */ (["flipped", "short", "cut"])) {
  test(`what was ${fault} once is fetched again`, async () => {
    wrong({ path: PARTS, fault, times: 1 }, { path: ENGINE, fault: "short", times: 1 });
    assert.equal((await open()).type, "result");
    await works();
  });
}

test("an engine without its type is compiled all the same", async () => {
  wrong({ path: ENGINE, fault: "untyped" });
  assert.equal((await open()).type, "result");
});

test("a network that is gone", async () => {
  worker = await startWorker(() => Promise.reject(new TypeError("Failed to fetch")));
  const said = await open();
  assert.equal(said.kind, "offline");
});

test("a browser without WebAssembly", async () => {
  worker = await startWorker(fetch, { WebAssembly: undefined });
  assert.equal((await open()).kind, "unsupported");
});

test("a policy that refuses WebAssembly costs no download", async () => {
  const refusing = Object.create(WebAssembly);
  refusing.validate = WebAssembly.validate;
  refusing.Module = function () {
    throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
  };
  worker = await startWorker(fetch, { WebAssembly: refusing });
  assert.equal((await open()).kind, "refused");
  assert.ok(!host.requests.some((name) => ENGINE.test(name)));
});

test("an engine that stops is started anew", async () => {
  let stop = false;
  const instantiate = async (/** @type {WebAssembly.Module} */ module) => {
    const { exports } = await WebAssembly.instantiate(module, {});
    const search = (/** @type {number[]} */ ...places) => {
      if (stop) throw new WebAssembly.RuntimeError("unreachable");
      return /** @type {Function} */ (exports.search)(...places);
    };
    return { exports: { ...exports, search } };
  };
  const stopping = Object.assign(Object.create(WebAssembly), { instantiate, compileStreaming: WebAssembly.compileStreaming });
  worker = await startWorker(fetch, { WebAssembly: stopping });
  await open();
  await works();
  stop = true;
  assert.equal((await search("除雪")).kind, "internal");
  stop = false;
  await works();
});

test("a newer search replaces those that wait, and the one at work", async () => {
  await open();
  const all = await Promise.all(["中央区", "除", "除雪"].map(search));
  // The first is answered at once where nothing has to be fetched; nothing newer waits for the last.
  assert.equal(all[1].type, "superseded");
  assert.equal(all[2].type, "result");
  assert.equal(all[2].value.answer.query, "除雪");
});

test("a newer search does not wait for the parts of an older one", async () => {
  /** @type {() => void} */
  let enter = () => {};
  /** @type {Promise<void> | null} */
  let gate = null;
  worker = await startWorker(async (url, init) => {
    if (gate && PARTS.test(String(url))) {
      enter();
      await gate;
    }
    return await fetch(url, init);
  });
  wrong({ path: PARTS, fault: "busy" });
  assert.equal((await open()).kind, "offline");
  wrong();
  /** @type {() => void} */
  let release = () => {};
  gate = new Promise((done) => (release = done));
  const entered = new Promise((done) => (enter = () => done(null)));
  const older = search("中央区");
  await entered;
  const newer = search("除雪");
  assert.equal((await older).type, "superseded");
  release();
  assert.equal((await newer).value.answer.query, "除雪");
});

test("an index of another version", async () => {
  await inCopy(async (folder) => {
    const start = JSON.parse(await readFile(path.join(folder, "search/index/start.json"), "utf8"));
    await writeFile(path.join(folder, "search/index/start.json"), JSON.stringify({ ...start, format: 99999 }));
    assert.equal((await open()).kind, "version");
  });
});

test("a page that was left open goes on with a new publication", async () => {
  await inCopy(async (folder) => {
    assert.equal((await open()).type, "result");
    // The engine stops, its parts are gone from its memory and from the host; the new publication has others.
    const [old, now] = [path.join(folder, "search/index"), path.join(SITE, "search/index")];
    await rm(old, { recursive: true });
    await cp(now, old, { recursive: true });
    await works();
  }, "other");
});

/** A site of its own for a test. @param {(folder: string) => Promise<void>} run @param {string} [name] */
async function inCopy(run, name) {
  const folder = await mkdtemp(path.join(tmpdir(), "ayumi-worker-"));
  try {
    const from = name === "other" && process.env.OTHER ? process.env.OTHER : SITE;
    await cp(path.join(from, "search"), path.join(folder, "search"), { recursive: true });
    host.folder = folder;
    await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
