// Any two documents side by side. What is chosen stands in the address: ?a=2023/chuo&b=2024/chuo. All words come from the
// page, all texts of documents are shown as text.
(() => {
  "use strict";
  const place = document.querySelector(".compare");
  if (!place) return;
  const words = place.dataset;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const japanese = (made) => {
    if (words.foreign) made.lang = words.foreign;
    return made;
  };
  const voice = element("p", { role: "status" });
  const shown = element("div", {});
  place.replaceChildren(element("h2", {}, words.title));
  if (location.protocol === "file:") {
    place.append(element("p", {}, words.opened));
    return;
  }

  const load = async (address) => {
    const answer = await fetch(new URL(address, document.baseURI));
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const counts = ({ evaluation }) => {
    const { goals, achieved } = evaluation ?? {};
    if (goals != null && achieved != null) return fill(words.counted, { goals, achieved });
    if (goals != null) return fill(words.goalsOnly, { goals });
    return achieved == null ? words.notStated : fill(words.achievedOnly, { achieved });
  };
  const lines = (text) => japanese(element("p", {}, ...text.split("\n").flatMap((line, at) => (at ? [element("br", {}), line] : [line]))));

  const card = (found, id, title) => {
    const heading = japanese(element("h3", {}, title));
    const made = element("article", {}, heading);
    if (found.withdrawn) made.append(element("p", { className: "box" }, words.withdrawn));
    if (found.draft) made.append(element("p", { className: "box" }, words.draft));
    made.append(
      element("p", {}, element("a", { href: `${words.root}${id}/index.html` }, words.read, " ", japanese(element("span", {}, title)))),
      element("p", {}, `${words.counts}：${counts(found)}`),
    );
    const add = (level, label, text) => {
      if (text) made.append(element(level, {}, label), lines(text));
    };
    add("h4", words.purpose, found.purpose);
    if (!found.goals.length) made.append(element("p", {}, words.noGoals));
    for (const [at, goal] of found.goals.entries()) {
      const href = `${words.root}${id}/index.html#goal-${goal.id}`;
      const name = fill(words.goal, { name: goal.number ?? at + 1 });
      made.append(element("h4", {}, element("a", { href }, name)), lines(goal.text));
      add("h5", words.result, goal.result);
      add("h5", words.direction, goal.direction);
    }
    return made;
  };

  // The newest request wins, whichever is answered first.
  let asked = 0;
  const show = async ([a, b], focus) => {
    const turn = ++asked;
    shown.replaceChildren();
    if (a === b) {
      voice.textContent = words.sameDocument;
      return;
    }
    voice.textContent = words.loading;
    try {
      const both = await Promise.all([a, b].map((id) => load(`${words.root}${id}/index.json`)));
      if (turn !== asked) return;
      const titles = both.map((found) => `${found.organisation.name} ${found.fiscal_year.label}`);
      const heading = element("h2", { tabIndex: -1 }, titles.join(" / "));
      shown.append(heading, element("div", { className: "cards" }, ...both.map((found, at) => card(found, [a, b][at], titles[at]))));
      voice.textContent = words.shown + titles.join(" / ");
      if (focus) heading.focus();
    } catch {
      if (turn === asked) voice.textContent = words.failed;
    }
  };

  const begin = (list) => {
    const known = new Map(list.organisations.map((one) => [one.path, one]));
    const chooser = (legend, name) => {
      const organisation = element("select", { name: `${name}-organisation` });
      const groups = new Map();
      for (const one of list.organisations) {
        const top = one.group ?? one.name;
        if (!groups.has(top)) {
          const group = japanese(element("optgroup", { label: top }));
          groups.set(top, group);
          organisation.append(group);
        }
        groups.get(top).append(new Option(one.name, one.path));
      }
      const year = element("select", { name: `${name}-year` });
      const offer = () => {
        const before = year.value;
        const years = known.get(organisation.value)?.years ?? [];
        year.replaceChildren(...years.map((one) => new Option(list.years[one], one)));
        if (years.includes(Number(before))) year.value = before;
      };
      organisation.addEventListener("change", offer);
      offer();
      const label = (text, field) => element("label", {}, `${text} `, field);
      return {
        fields: element("fieldset", {}, element("legend", {}, legend), label(words.organisation, organisation), label(words.year, year)),
        get id() {
          return `${year.value}/${organisation.value}`;
        },
        choose(id) {
          const [, asYear, path] = /^(\d{4})\/([a-z0-9/-]+)$/.exec(id) ?? [];
          if (!known.get(path)?.years.includes(Number(asYear))) return false;
          organisation.value = path;
          offer();
          year.value = asYear;
          return true;
        },
      };
    };
    const choosers = [chooser(words.first, "a"), chooser(words.second, "b")];
    const form = element("form", {}, ...choosers.map((one) => one.fields), element("p", {}, element("button", { type: "submit" }, words.go)));
    place.append(form, voice, shown);

    const ids = () => choosers.map((one) => one.id);
    const address = () => {
      const [a, b] = ids();
      return `?a=${a}&b=${b}`;
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (location.search !== address()) history.pushState(null, "", address());
      show(ids(), true);
    });
    const follow = () => {
      const asked = new URLSearchParams(location.search);
      const wanted = [asked.get("a"), asked.get("b")];
      if (wanted.every((one) => one === null)) {
        shown.replaceChildren();
        voice.textContent = "";
        return;
      }
      const right = choosers.map((one, at) => wanted[at] !== null && one.choose(wanted[at]));
      if (right.every(Boolean)) show(ids(), false);
      else {
        shown.replaceChildren();
        voice.textContent = words.unknown;
      }
    };
    addEventListener("popstate", follow);
    // Without a wish, two neighbouring years of the first organisation that has them.
    const first = list.organisations.find((one) => one.years.length > 1);
    if (first) choosers.forEach((one, at) => one.choose(`${first.years[1 - at]}/${first.path}`));
    else choosers[1].choose(`${list.organisations[1]?.years[0]}/${list.organisations[1]?.path}`);
    follow();
  };

  load(words.list).then(begin, () => {
    voice.textContent = words.failed;
    place.append(voice);
  });
})();
