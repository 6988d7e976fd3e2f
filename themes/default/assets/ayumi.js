// What scripts add to pages that are whole without them: copying, the choice of colours, and a table of contents that
// says where one is. Nothing is made into HTML: all words come from the page as text.
(() => {
  "use strict";
  const words = document.currentScript.dataset;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // Storage may be refused, as on pages opened as files.
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("ayumi-colours");
      if (value) localStorage.setItem("ayumi-colours", value);
      else localStorage.removeItem("ayumi-colours");
    } catch {}
    return null;
  };

  const paint = (choice) => {
    if (choice) document.documentElement.dataset.colours = choice;
    else delete document.documentElement.dataset.colours;
  };

  const known = ["light", "dark"];
  const chosen = known.find((one) => one === stored()) ?? "";
  paint(chosen);

  for (const place of document.querySelectorAll("[data-tools]")) {
    const options = [["", words.auto], ["light", words.light], ["dark", words.dark]];
    const select = element("select", {}, ...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
    select.addEventListener("change", () => {
      paint(select.value);
      stored(select.value);
    });
    place.append(element("label", {}, `${words.colours} `, select));
  }

  // One voice for all buttons: a screen reader hears that something was copied.
  const voice = element("p", { className: "unseen", role: "status" });
  document.body.append(voice);

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = element("textarea", { value: text, className: "unseen" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("refused");
  };

  for (const source of document.body.querySelectorAll("[data-copy]")) {
    const shown = new Text(words.copy);
    // Which of many, for those who meet the buttons without what stands before them.
    const which = element("span", { className: "unseen" }, `${words.of}${source.dataset.copy}`);
    const button = element("button", { type: "button", className: "copy" }, shown, which);
    button.addEventListener("click", async () => {
      let said = words.copied;
      try {
        await copy(source.textContent.trim().replace(/\s+/g, " "));
      } catch {
        said = words.refused;
      }
      voice.textContent = shown.data = said;
      setTimeout(() => {
        shown.data = words.copy;
        voice.textContent = "";
      }, 4000);
    });
    source.after(button);
  }

  const links = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (links.size && "IntersectionObserver" in window) {
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
      const here = [...links.keys()].find((target) => seen.has(target));
      if (!here) return;
      for (const [target, link] of links) {
        if (target === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-10% 0px -55% 0px" });
    for (const target of links.keys()) watch.observe(target);
  }
})();
