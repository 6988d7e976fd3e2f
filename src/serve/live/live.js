// Reloads the page when the site was built anew, and shows what is wrong with the sources above it. Part of
// `ayumi serve` alone. Texts reach the page as text nodes only.
"use strict";
(() => {
  const page = document.currentScript.dataset.page;
  const own = new URL(".", document.currentScript.src);
  let events = null;
  let host = null;
  let shown = "";
  // What the reader chose stays as long as what is said has the same weight.
  let open = null;

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.append(text);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const one = (item, labels) => {
    const entry = make("li", "", { class: item.severity });
    const title = make("p", "", { class: "message" });
    title.append(make("strong", item.label), " ", item.message);
    if (item.code) title.append(" ", make("code", item.code));
    entry.append(title);
    if (item.place) entry.append(make("p", item.place, { class: "place" }));
    if (item.line) {
      const line = make("pre", item.line.before, { tabindex: "0", "aria-label": item.place });
      line.append(make("mark", item.line.marked), item.line.after);
      entry.append(line);
    }
    const help = make("p", "", { class: "help" });
    help.append(make("strong", labels.help), " ", item.help);
    entry.append(help);
    return entry;
  };

  const show = (report, labels) => {
    const said = JSON.stringify(report);
    if (said === shown) return;
    shown = said;
    if (!report) {
      host?.remove();
      host = null;
      open = null;
      return;
    }
    const hadFocus = host !== null && document.activeElement === host;
    if (!host) {
      host = make("ayumi-live");
      host.attachShadow({ mode: "open" });
      document.body.append(host);
    }
    if (open === null || open.grave !== report.grave) open = { grave: report.grave, list: report.grave };
    const box = make("section", "", { "aria-label": labels.region, lang: labels.language, class: report.grave ? "grave" : "slight" });
    const head = make("div", "", { class: "head", role: report.grave ? "alert" : "status" });
    head.append(make("p", report.heading, { class: "heading" }));
    const explanation = make("p", report.explanation, { class: "explanation" });
    const toggle = make("button", "", { type: "button", "aria-controls": "list" });
    const list = make("div", "", { id: "list" });
    const entries = make("ul");
    entries.append(...report.items.map((item) => one(item, labels)));
    list.append(entries);
    if (report.more) list.append(make("p", report.more));
    const set = (wanted) => {
      open.list = wanted;
      list.hidden = !wanted;
      explanation.hidden = !report.grave && !wanted;
      toggle.setAttribute("aria-expanded", String(wanted));
      toggle.textContent = wanted ? labels.hide : labels.show;
    };
    toggle.addEventListener("click", () => set(!open.list));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !open.list) return;
      set(false);
      toggle.focus();
    });
    set(open.list);
    head.append(explanation);
    box.append(head, toggle, list);
    const style = make("link", "", { rel: "stylesheet", href: new URL("live.css", own).href });
    host.shadowRoot.replaceChildren(style, box);
    if (hadFocus) toggle.focus();
  };

  const told = (event) => {
    const state = JSON.parse(event.data);
    // The browser itself goes back to where the reader was.
    if (state.page !== page) location.reload();
    else show(state.report, state.labels);
  };

  // A browser keeps few connections to one server: pages that nobody sees give theirs back.
  const listen = () => {
    if (events || document.hidden) return;
    events = new EventSource(new URL("events", own));
    events.addEventListener("state", told);
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      events = null;
      setTimeout(listen, 1000);
    });
  };
  const hush = () => {
    events?.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listen();
})();
