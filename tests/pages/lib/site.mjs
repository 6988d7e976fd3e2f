// @ts-check
/** A built site: its files on disk, and a server that shows it under a base path. */
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { brotliCompressSync } from "node:zlib";

/**
 * The path under which the site is served. It is not `/`, so that a link which only works at the
 * root of a host is found.
 */
export const BASE_PATH = "/base/path/";

const CONTENT_TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".wasm", "application/wasm"],
  [".xml", "application/xml"],
  [".txt", "text/plain; charset=utf-8"],
]);

/**
 * All files of the site, as sorted paths relative to it with `/` between the parts.
 * @param {string} root
 * @returns {Promise<string[]>}
 */
export async function listFiles(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

/**
 * The files among `files` that are pages.
 * @param {string[]} files
 */
export function pagesOf(files) {
  return files.filter((file) => file.endsWith(".html"));
}

/**
 * The address of a file below the site's base: `2024/index.html` is `2024/`.
 * @param {string} file
 */
export function addressOf(file) {
  const tidy = file === "index.html" || file.endsWith("/index.html") ? file.slice(0, -"index.html".length) : file;
  return tidy.split("/").map(encodeURIComponent).join("/");
}

/**
 * What is answered besides the site's own files.
 * @typedef {{ status?: number, type: string, body: string | Buffer }} Given
 */

/**
 * Serves the site on a free port of this machine.
 * @param {string} root
 * @param {{ basePath?: string, likeHosts?: boolean, more?: (file: string, body: string) => Promise<Given | "silence" | null> }} [how]
 *   `likeHosts`: compressed, and cached as `docs/publishing.md` has it; `more` answers before the site's own files do,
 *   or has nothing answered at all, as where there is no connection
 * @returns {Promise<{ base: string, close: () => Promise<void> }>} `base` ends with `/`
 */
export async function serve(root, { basePath = BASE_PATH, likeHosts = false, more } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const given = more && pathname.startsWith(basePath) ? await more(pathname.slice(basePath.length), await text(request)) : null;
    if (given === "silence") {
      request.socket.destroy();
      return;
    }
    if (given) {
      response.writeHead(given.status ?? 200, { "content-type": given.type });
      response.end(given.body);
      return;
    }
    const file = fileOf(root, basePath, pathname);
    const body = file && (await readFile(file).catch(() => null));
    if (file && body) {
      const type = CONTENT_TYPES.get(path.extname(file)) ?? "application/octet-stream";
      /** @type {Record<string, string>} */
      const headers = { "content-type": type };
      if (likeHosts) {
        headers["cache-control"] = /\/(?:assets|search\/engine|search\/index\/parts)\//.test(file) ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate";
        headers["content-encoding"] = "br";
      }
      response.writeHead(200, headers);
      response.end(likeHosts ? brotliCompressSync(body) : body);
    } else {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    base: `http://127.0.0.1:${address.port}${basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} root
 * @param {string} basePath
 * @param {string} pathname
 * @returns {string | null} null for what lies outside of the site
 */
function fileOf(root, basePath, pathname) {
  if (!pathname.startsWith(basePath)) return null;
  let inside;
  try {
    inside = decodeURIComponent(pathname.slice(basePath.length));
  } catch {
    return null;
  }
  if (inside === "" || inside.endsWith("/")) inside += "index.html";
  const file = path.resolve(root, inside);
  return file.startsWith(path.resolve(root) + path.sep) ? file : null;
}
