// @ts-check
/** A host for the search files that misbehaves as it is told. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { DIST } from "./worker-shim.mjs";

/**
 * What goes wrong with the files whose path matches, so many times, or always:
 * `gone` 404 · `page` HTML with 200 · `short` half of the bytes · `flipped` one bit · `cut` the connection ends early ·
 * `endless` the second half never comes · `silent` no answer at all · `busy` 503 · `untyped` no content type
 * @typedef {"gone" | "page" | "short" | "flipped" | "cut" | "endless" | "silent" | "busy" | "untyped"} Fault
 * @typedef {{ path: RegExp, fault: Fault, times?: number }} Rule
 */

/** @param {string} folder the folder of a site */
export async function startHost(folder) {
  /** @type {Rule[]} */
  const rules = [];
  /** @type {string[]} */
  const requests = [];
  const host = { folder, rules, requests, origin: "", stop: () => {} };

  /** @param {string} name */
  const fault = (name) => {
    const rule = rules.find(({ path, times }) => times !== 0 && path.test(name));
    if (rule?.times) rule.times -= 1;
    return rule?.fault;
  };

  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname;
    requests.push(name);
    const wrong = fault(name);
    if (wrong === "silent") return;
    if (wrong === "gone") return void response.writeHead(404, { "content-type": "text/plain" }).end("404");
    if (wrong === "busy") return void response.writeHead(503).end();
    if (wrong === "page") return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>");
    const file = name.startsWith("/engine/")
      ? new URL(name.slice("/engine/".length), DIST)
      : path.join(host.folder, name);
    let bytes = await readFile(file).catch(() => null);
    if (!bytes) return void response.writeHead(404).end();
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    const headers = wrong === "untyped" ? {} : { "content-type": type };
    const half = bytes.length >> 1;
    if (wrong === "short") bytes = bytes.subarray(0, half);
    if (wrong === "flipped") bytes[half] ^= 1;
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    if (wrong !== "cut" && wrong !== "endless") return void response.end(bytes);
    response.write(bytes.subarray(0, half), () => wrong === "cut" && response.destroy());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  host.origin = `http://127.0.0.1:${address.port}`;
  host.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return host;
}

/** What the page tells the worker first. @param {{ origin: string }} host */
export const addresses = ({ origin }) => ({
  wasm: `${origin}/engine/engine.wasm`,
  index: `${origin}/search/index/`,
  patience: 60000,
});
