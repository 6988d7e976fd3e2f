// @ts-check
// Where the site wants it, a service worker keeps what was read for when there is no connection.

/** How long a search waits for it, in milliseconds: only the first one ever does. */
const PATIENCE = 2000;

/** @param {ServiceWorkerContainer} workers */
const inCharge = (workers) =>
  new Promise((resolve) => {
    if (workers.controller) resolve(undefined);
    workers.addEventListener("controllerchange", resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });

/**
 * Registers the service worker, or takes one away that was wanted once. Never fails: without it everything else works.
 * @param {string | undefined} script
 * @param {string} root the site's address
 */
export async function settle(script, root) {
  const workers = navigator.serviceWorker;
  // Browsers have none where the site is not fetched safely.
  if (!workers) return;
  try {
    if (!script) {
      const all = await workers.getRegistrations();
      await Promise.all(all.filter(({ scope }) => scope === root).map((one) => one.unregister()));
      return;
    }
    await workers.register(script);
    await inCharge(workers);
    const read = performance.getEntriesByType("resource").map(({ name }) => name);
    workers.controller?.postMessage({ keep: [location.href, ...read] });
  } catch {
    // Refused by the browser's settings or the host: nothing is kept.
  }
}
