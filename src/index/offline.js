// @ts-check
// Keeps what was read of the site for when there is no connection. It is published where `[search] offline = true`, and
// registered by the search page. What is asked for comes from the site whenever it can be reached; only files named after
// their content come from what is kept. Words that were searched for are not kept.

const self_ = /** @type {any} */ (globalThis);
const scope = new URL(self_.registration.scope);
/** Other sites of the same host have caches of their own. */
const name = `ayumi ${scope.pathname}`;
/** Files that are kept; the oldest go first. */
const most = 2000;
const named = ["assets/", "search/engine/", "search/index/parts/"].map((folder) => scope.pathname + folder);

/** @param {string} address without the words */
const bare = (address) => {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  return url.href;
};

/** @param {string} address */
const ours = (address) => {
  const url = new URL(address);
  return url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
};

/** @param {string} key @param {Response} response */
const keep = async (key, response) => {
  const cache = await caches.open(name);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((old) => cache.delete(old)));
};

/** @param {any} event */
const answer = async (event) => {
  /** @type {Request} */
  const request = event.request;
  const key = bare(request.url);
  const { pathname } = new URL(key);
  const cache = await caches.open(name);
  const held = async () => cache.match(key);
  if (request.cache !== "reload" && named.some((folder) => pathname.startsWith(folder))) {
    const response = await held();
    if (response) return response;
  }
  try {
    const response = await fetch(request);
    // Only whole answers of the site itself, and none that leads elsewhere.
    if (response.status === 200 && response.type === "basic" && !response.redirected) {
      event.waitUntil(keep(key, response.clone()).catch(() => {}));
    }
    return response;
  } catch (error) {
    const response = await held();
    if (response) return response;
    throw error;
  }
};

self_.addEventListener("install", () => self_.skipWaiting());
self_.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(self_.clients.claim()));
self_.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && ours(url) && !headers.has("range")) event.respondWith(answer(event));
});
// What the page had loaded before anybody listened.
self_.addEventListener("message", (/** @type {any} */ event) => {
  const addresses = Array.isArray(event.data?.keep) ? event.data.keep : [];
  const all = addresses.filter((/** @type {unknown} */ one) => typeof one === "string" && ours(one)).slice(0, 100);
  event.waitUntil(
    Promise.all(
      all.map(async (/** @type {string} */ address) => {
        const key = bare(address);
        if (await (await caches.open(name)).match(key)) return;
        const response = await fetch(key);
        if (response.status === 200) await keep(key, response);
      }),
    ).catch(() => {}),
  );
});
