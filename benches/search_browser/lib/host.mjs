// @ts-check
/** A host as common ones are: HTTP/2 over TLS, texts compressed, everything kept for ten minutes and asked for again by its tag. */
import { execFile } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { startLine } from "./line.mjs";

/** Types that hosts know; all of them are compressed on the way. */
const TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".wasm", "application/wasm"],
]);

/** What every file may be kept for without asking, as GitHub Pages has it. */
const KEPT = "max-age=600";

/** Milliseconds without any movement after which nothing more comes. */
const QUIET = 400;

/** @typedef {Awaited<ReturnType<typeof startHost>>} Host */

/** A key, a certificate for this machine, and the hash by which a browser is told to trust it. */
export async function makeCertificate() {
  const folder = await mkdtemp(path.join(tmpdir(), "certificate-"));
  try {
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "7", "-keyout", key, "-out", cert];
    const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    await promisify(execFile)("openssl", ["req", "-x509", ...made, ...named]).catch((error) => {
      throw new Error(`openssl is needed to make a certificate: ${error.message}`);
    });
    const pair = { key: await readFile(key), cert: await readFile(cert) };
    const spki = new X509Certificate(pair.cert).publicKey.export({ type: "spki", format: "der" });
    return { ...pair, hash: createHash("sha256").update(spki).digest("base64") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Serves folders, each below its own path, on a free port of this machine.
 * @param {{ key: Buffer, cert: Buffer }} pair
 * @param {Record<string, string | Buffer>} places a folder for each path that ends with `/`, or what is answered there
 */
export async function startHost(pair, places) {
  const places_ = Object.entries(places).sort(([one], [other]) => other.length - one.length);
  /** What was sent before, compressed. @type {Map<string, { body: Buffer, tag: string, headers: Record<string, string> } | null>} */
  const sent = new Map();
  let open = 0;
  let requests = 0;
  /** What was asked for, and when it arrived here. @type {{ name: string, at: number }[]} */
  const asked = [];

  /** @param {string} pathname */
  const found = async (pathname) => {
    const [place, what] = places_.find(([place]) => (place.endsWith("/") ? pathname.startsWith(place) : pathname === place)) ?? [];
    if (place === undefined || what === undefined) return null;
    let name = pathname;
    /** @type {Buffer | null} */
    let body;
    if (place.endsWith("/")) {
      const inside = decodeURIComponent(pathname.slice(place.length));
      name = inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside;
      const file = path.resolve(String(what), name);
      body = file.startsWith(path.resolve(String(what)) + path.sep) ? await readFile(file).catch(() => null) : null;
    } else body = Buffer.from(what);
    if (!body) return null;
    const type = TYPES.get(path.extname(name));
    /** @type {Record<string, string>} */
    const headers = { "content-type": type ?? "application/octet-stream", "cache-control": KEPT };
    const tag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    if (type) {
      headers["content-encoding"] = "gzip";
      headers.vary = "accept-encoding";
      body = gzipSync(body);
    }
    return { body, tag, headers: { ...headers, etag: tag } };
  };

  const server = createSecureServer(pair, async (request, response) => {
    open += 1;
    requests += 1;
    asked.push({ name: request.url, at: performance.now() });
    response.on("close", () => (open -= 1));
    const { pathname } = new URL(request.url, "https://localhost");
    let answer = sent.get(pathname);
    if (answer === undefined) {
      answer = await found(pathname);
      sent.set(pathname, answer);
    }
    if (response.stream.destroyed) return;
    if (!answer) return void response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    if (request.headers["if-none-match"] === answer.tag) return void response.writeHead(304, { etag: answer.tag, "cache-control": KEPT }).end();
    response.writeHead(200, { ...answer.headers, "content-length": answer.body.length });
    response.end(answer.body);
  });
  server.on("sessionError", () => {});
  server.on("secureConnection", (socket) => socket.on("error", () => {}));
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the host has no port");
  const line = await startLine(address.port);
  return {
    base: `https://localhost:${line.port}`,
    line,
    asked,
    /** What has passed so far. */
    passed: () => ({ bytes: line.received, requests }),
    /** Waits until nothing moves any more. */
    quiet: async () => {
      let since = performance.now();
      while (performance.now() - since < QUIET) {
        await new Promise((done) => setTimeout(done, 20));
        if (open > 0 || line.moving > 0) since = performance.now();
        else since = Math.max(since, line.moved);
      }
    },
    close: () => {
      line.close();
      server.close();
    },
  };
}
