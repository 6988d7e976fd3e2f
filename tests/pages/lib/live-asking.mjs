// @ts-check
/** Asking: by typing, with an input method, with suggestions, by keyboard, by address. */
import assert from "node:assert/strict";

/** @typedef {import("./live.mjs").Live} Live */

/** The keys of an input method: nothing is final until `commit`. @param {import("playwright-core").Page} page */
async function inputMethod(page) {
  const session = await page.context().newCDPSession(page);
  return {
    compose: (/** @type {string} */ text) => session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (/** @type {string} */ text) => session.send("Input.insertText", { text }),
  };
}

/** @type {Record<string, (live: Live) => Promise<void>>} */
export const asking = {
  "nothing is loaded before somebody goes to the field": async ({ open, page, field, standIn, worker, until }) => {
    await open();
    const loaded = () => standIn.files.filter((file) => file === worker || file.startsWith("assets/search-") || file.startsWith("search/index") || file.endsWith("titles.json"));
    assert.deepEqual(loaded(), []);
    await page.mouse.move(300, 300);
    assert.deepEqual(loaded(), []);
    await field.focus();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some((one) => one.name.includes("search-app")));
    assert.ok(!loaded().includes(worker), "the engine waits for words");
    await field.fill("取組");
    await until(/148件/);
    assert.ok(loaded().includes(worker));
    assert.ok(!loaded().some((file) => file.endsWith("titles.json")), "the list of titles is for when the engine cannot run");
  },

  "results come while typing, and Enter does not wait": async ({ open, page, field, hits, asked, until, search }) => {
    await open();
    await field.pressSequentially("防犯灯", { delay: 40 });
    await until(/8件/);
    assert.ok(await hits.count() > 0);
    assert.ok(asked("search").length < 3, "not every key is a search");
    assert.equal(search().get("q"), "防犯灯");
    await field.fill("取組");
    await page.keyboard.press("Enter");
    await until(/148件/);
  },

  "an input method is left alone until it is done": async ({ open, page, field, standIn, asked, options, until }) => {
    await open("?q=防犯灯");
    await field.fill("");
    await page.locator("[data-place=results][hidden]").waitFor({ state: "attached" });
    standIn.asked.length = 0;
    const keys = await inputMethod(page);
    for (const text of ["と", "とり", "とりく", "とりくみ", "取組"]) {
      await keys.compose(text);
      await page.waitForTimeout(200);
    }
    assert.deepEqual(standIn.asked, [], "nothing is asked of what is not final");
    assert.equal(await options.count(), 0);
    assert.equal(new URL(page.url()).search, "");
    await keys.commit("取組");
    await until(/148件/);
    assert.equal(asked("search")[0].request.query, "取組");

    // Browsers that say it by events alone: Enter then ends the composition, and searches nothing.
    standIn.asked.length = 0;
    await field.evaluate((/** @type {HTMLInputElement} */ input) => {
      input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      input.value = "防犯灯";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
      input.form?.requestSubmit();
    });
    await page.waitForTimeout(400);
    assert.deepEqual(standIn.asked, []);
    await field.evaluate((input) => input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "防犯灯" })));
    await until(/8件/);
  },

  "suggestions are a combobox": async ({ open, page, field, options, until, search }) => {
    await open();
    const active = () => field.getAttribute("aria-activedescendant");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    await field.pressSequentially("そうぎょう", { delay: 20 });
    await options.first().waitFor();
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const list = page.getByRole("listbox");
    assert.equal(await field.getAttribute("aria-controls"), await list.getAttribute("id"));
    assert.equal(await options.count(), 2);
    assert.match(await options.nth(1).innerText(), /創業塾\s+そうぎょうじゅく/, "the reading stands beside the word");
    assert.equal(await active(), null);

    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), await options.nth(0).getAttribute("id"));
    assert.equal(await options.nth(0).getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), null, "after the last one is what was typed");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), await options.nth(1).getAttribute("id"));
    await page.keyboard.press("Home");
    assert.equal(await active(), null);
    assert.equal(await field.evaluate((/** @type {HTMLInputElement} */ input) => input.selectionStart), 0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    assert.equal(await field.evaluate((/** @type {HTMLInputElement} */ input) => input.selectionStart), 5);
    await page.keyboard.press("Escape");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await field.inputValue(), "そうぎょう", "Escape takes nothing away");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await field.getAttribute("aria-expanded"), "true");

    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(/10件/);
    assert.equal(await field.inputValue(), "創業塾");
    assert.equal(search().get("q"), "創業塾");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "q");

    // What comes late does not lie over the results.
    await field.pressSequentially("の", { delay: 20 });
    await page.keyboard.press("Enter");
    await page.waitForTimeout(600);
    assert.equal(await field.getAttribute("aria-expanded"), "false");

    // Only the last word is taken further; by mouse too; and Tab leaves.
    await field.fill("葦野区 そうぎょう");
    await options.first().waitFor();
    await options.nth(1).click();
    await until(/件/);
    assert.equal(await field.inputValue(), "葦野区 創業塾");
    await field.fill("そうぎょう");
    await options.first().waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BUTTON");
  },

  "the count is said when it is settled, and once": async ({ open, field, status, until, page }) => {
    await open();
    await page.evaluate(() => {
      const heard = /** @type {string[]} */ ([]);
      Object.assign(globalThis, { heard });
      const place = document.querySelector("[data-search] [role=status]");
      if (place) new MutationObserver(() => heard.push(place.textContent ?? "")).observe(place, { childList: true, characterData: true, subtree: true });
    });
    await field.pressSequentially("取組", { delay: 200 });
    await until(/148件/);
    await status.filter({ hasText: "148件" }).waitFor({ state: "attached" });
    const heard = await page.evaluate(() => /** @type {any} */ (globalThis).heard.filter((/** @type {string} */ one) => one !== ""));
    assert.equal(heard.length, 1, heard.join(" / "));
  },

  "the address holds everything": async ({ open, field, page, hits, asked, chips }) => {
    await open("?q=取組&year=2022-2024&org=ashino&part=goal&part=direction&sort=oldest&group=1&literal=取組");
    const [{ request }] = asked("search");
    assert.deepEqual(request, {
      query: "取組",
      years: [2022, 2024],
      organisations: ["ashino"],
      parts: ["goal", "direction"],
      marks: [],
      asWritten: false,
      literal: ["取組"],
      sort: "oldest",
      group: true,
      limit: 10,
      offset: 0,
    });
    assert.equal(await field.inputValue(), "取組");
    assert.equal(await page.locator("[data-place=sort]").inputValue(), "oldest");
    assert.ok(await page.locator("[data-place=group]").isChecked());
    assert.equal(await chips.count(), 5);
    assert.ok(await hits.count() > 0);

    // Nothing of an address becomes anything else.
    for (const wrong of ["?q=取組&year=20x4&page=-1&sort=up&part=all", "?q=%3Cimg%20src=x%20onerror=alert(1)%3E&org=%3Cb%3E&mark=__proto__", "?q=取組&page=9999"]) {
      await open(wrong);
      assert.equal(await page.locator("[data-search] img, [data-search] b").count(), 0, wrong);
    }
  },

  "back and forward go through settled searches": async ({ open, page, field, until, search, heading }) => {
    await open();
    await field.pressSequentially("防犯灯", { delay: 200 });
    await until(/8件/);
    await page.keyboard.press("Enter");
    await field.fill("取組");
    await page.keyboard.press("Enter");
    await until(/148件/);
    await page.getByRole("link", { name: "次の10件" }).click();
    await page.waitForFunction(() => new URLSearchParams(location.search).get("page") === "2");
    await page.goBack();
    await until(/148件/);
    assert.equal(search().get("page"), null);
    await page.goBack();
    await until(/8件/);
    assert.equal(await field.inputValue(), "防犯灯");
    await page.goBack();
    await page.locator("[data-place=results][hidden]").waitFor({ state: "attached" });
    assert.equal(await field.inputValue(), "", "typing left one entry, not one for each key");
    await page.goForward();
    await until(/8件/);
    await page.goForward();
    await until(/148件/);
    assert.match(await heading.innerText(), /37の文書/);
  },

  "the last searches are kept only if the reader asks": async ({ open, page, field, until }) => {
    const held = () => page.evaluate(() => localStorage.getItem("ayumi-searches"));
    await open();
    const box = page.getByLabel("探した言葉をこの端末に残す");
    await field.fill("取組");
    await page.keyboard.press("Enter");
    await until(/148件/);
    assert.equal(await held(), null);
    await box.check();
    await field.fill("防犯灯");
    await page.keyboard.press("Enter");
    await until(/8件/);
    await page.waitForFunction(() => localStorage.getItem("ayumi-searches") === '["防犯灯"]');
    await open();
    await field.focus();
    await page.locator("[data-place=recent] a").click();
    await until(/8件/);
    await box.uncheck();
    assert.equal(await held(), null);
    assert.equal(await page.locator("[data-place=recent] a").count(), 0);
  },
};
