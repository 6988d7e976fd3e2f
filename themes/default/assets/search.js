// Finds documents by their titles and organisations by their names, in a list that is loaded on this page alone.
// Nothing is made into HTML: all words come from the page and from the list as text.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const MOST = 100;
  // Widths, case, kana and spaces do not count.
  const kana = (text) => text.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const fold = (text) => kana(text.normalize("NFKC").toLowerCase());
  const close = (text) => fold(text).replace(/\s+/g, "");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const field = element("input", { id: "q", name: "q", type: "search", autocomplete: "off", spellcheck: false });
  field.setAttribute("aria-describedby", "search-hint");
  const button = element("button", { type: "submit" }, words.button);
  const form = element(
    "form",
    { role: "search" },
    element("p", {}, element("label", { htmlFor: "q" }, words.label)),
    element("p", { className: "search-field" }, field, button),
    element("p", { id: "search-hint" }, words.hint),
  );
  form.setAttribute("aria-labelledby", "search");
  // A screen reader hears how much was found.
  const status = element("p", { role: "status" });
  const results = element("div", {});

  const link = (address, text, more) => {
    const item = element("li", {}, element("a", { href: `${words.root}${address}index.html` }, text));
    if (more) item.append(" ", element("span", { className: "count" }, more));
    return item;
  };
  const list = (title, items) => (items.length ? [element("h3", {}, title), element("ul", {}, ...items)] : []);

  const load = async () => {
    const answer = await fetch(words.titles);
    if (!answer.ok) throw new Error(answer.status);
    const { years, organisations } = await answer.json();
    const documents = organisations.flatMap((one) => {
      const own = close(`${one.name} ${one.kana ?? ""}`);
      one.text = own;
      return (one.documents ?? []).map(([year, address, title]) => ({
        year, address, title, name: one.name, text: `${own} ${close(title)} ${year} ${close((years[year] ?? []).join(" "))}`,
      }));
    });
    // The newest first; those of a year stay in the order of the organisations.
    documents.sort((a, b) => b.year - a.year);
    return { documents, organisations };
  };
  let loading;
  const titles = () => (loading ??= load());

  let turn = 0;
  const show = async (question) => {
    const mine = (turn += 1);
    const asked = fold(question).split(/\s+/).filter(Boolean);
    if (!asked.length) {
      status.textContent = "";
      results.replaceChildren();
      return;
    }
    status.textContent = words.loading;
    let held;
    try {
      held = await titles();
    } catch {
      status.textContent = words.failed;
      results.replaceChildren();
      loading = undefined;
      return;
    }
    // Somebody who goes on writing wants the last answer only.
    if (mine !== turn) return;
    const fits = ({ text }) => asked.every((word) => text.includes(word));
    const documents = held.documents.filter(fits);
    const organisations = held.organisations.filter(fits);
    const counts = { documents: documents.length, organisations: organisations.length };
    const found = documents.length + organisations.length > 0;
    status.textContent = found ? fill(words.found, counts) : words.nothing;
    if (documents.length > MOST) status.textContent += fill(words.first, { count: MOST });
    results.replaceChildren(
      ...list(words.organisations, organisations.slice(0, MOST).map((one) => link(one.address, one.name))),
      ...list(words.documents, documents.slice(0, MOST).map((one) => link(one.address, one.title, one.name))),
    );
  };

  const remember = () => {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set("q", field.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => show(field.value), 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    remember();
    show(field.value);
  });

  document.querySelector("[data-search-off]").remove();
  document.querySelector("[data-search]").append(form, status, results);
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  show(field.value);
})();
