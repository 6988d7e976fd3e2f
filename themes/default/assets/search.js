// @ts-check
// Shows the field of the search page. Everything else is fetched once somebody goes to the field, or comes with words.

const place = document.querySelector("[data-search]");
const form = place?.querySelector("form");
if (place instanceof HTMLElement && form) {
  const words = place.dataset;
  /** @param {string | undefined} address relative to the page, not to this file @returns {Promise<any>} */
  const part = async (address) => (address ? import(new URL(address, document.baseURI).href) : undefined);
  /** @type {Promise<unknown> | undefined} */
  let started;
  const load = async () => {
    const names = ["App", "Dom", "Address", "Titles", "Recent", "Client", "Offline", "Combobox", "Answer", "Facets", "Results"];
    const [app, ...parts] = await Promise.all(names.map((name) => part(words[`module${name}`])));
    const [dom, address, titles, recent, client, offline, combobox, answer, facets, results] = parts;
    await app.start({ place, dom, address, titles, recent, client, offline, combobox, answer, facets, results });
  };
  const start = () => {
    started ??= load().catch(() => {
      started = undefined;
      const status = place.querySelector("[role=status]");
      if (status) status.textContent = words.scriptFailed ?? "";
      const notice = place.querySelector("[data-place=progress]");
      if (notice) notice.textContent = words.scriptFailed ?? "";
    });
  };
  form.addEventListener("focusin", start);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });
  document.querySelector("[data-search-off]")?.remove();
  // Somebody else's search is for when this one does not work.
  const elsewhere = document.querySelector("[data-search-elsewhere]");
  if (elsewhere instanceof HTMLElement) elsewhere.hidden = true;
  place.hidden = false;
  const field = form.querySelector("input");
  // A browser that restores a page restores what was typed too.
  if (field) field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  if (location.search.length > 1) {
    start();
    // They take longest. The worker asks for the same files and finds them on their way.
    for (const address of [words.worker, words.wasm]) {
      if (address) fetch(new URL(address, document.baseURI)).then((response) => response.arrayBuffer()).catch(() => {});
    }
  }
}
