// @ts-check
/** Answers: what is shown of them, what narrows them, and what is said when there is none. */
import assert from "node:assert/strict";
import { runAxe } from "./browser.mjs";
import { walk } from "./keyboard.mjs";

/** @typedef {import("./live.mjs").Live} Live */

/** What the page says of each failure. */
const FAILURES = {
  offline: /通信ができない/,
  missing: /見つかりません/,
  damaged: /壊れて届きました/,
  version: /サイトが新しくなりました/,
  slow: /応答に時間/,
  internal: /思わぬ問題/,
  unsupported: /お使いのブラウザー/,
  refused: /環境の設定/,
};

/** @type {Record<string, (live: Live) => Promise<void>>} */
export const answers = {
  "hits lead to the goal, and say whose and of when": async ({ open, page, hits }) => {
    await open("?q=防犯灯");
    const first = hits.first();
    const text = await first.innerText();
    assert.match(text, /令和\d年度（20\d\d年度）/);
    assert.match(text, /目標[\d-]+/);
    assert.ok(await first.locator("mark").count() > 0);
    const address = new URL((await first.locator("h3 a").getAttribute("href")) ?? "", page.url());
    const answer = await page.request.get(address.href);
    assert.equal(answer.status(), 200);
    assert.ok((await answer.text()).includes(`id="${decodeURIComponent(address.hash.slice(1))}"`), address.href);
  },

  "what a document says stays text": async ({ open, page, standIn, field, until, hits }) => {
    await open();
    const evil = '<img src=x onerror="alert(1)">';
    standIn.change = (value) => {
      const [hit] = value.answer.hits;
      hit.snippet = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;<mark>取組</mark><img src=x>&amp;lt;b&amp;gt;";
      hit.title = evil;
      hit.url = "javascript:alert(1)//";
      value.organisations[hit.organisation] = evil;
      value.answer.corrections = [{ from: evil, to: evil, query: evil }];
      value.answer.pages = [{ title: evil, url: "//example.org/" }];
      value.answer.understood.unknown = [evil];
      value.answer.facets.mark = { [`x:${evil}`]: 1 };
      return value;
    };
    await field.fill("取組");
    await until(/148件/);
    assert.equal(await page.locator("[data-search] img, [data-search] b").count(), 0);
    const snippet = await hits.first().locator(".snippet").innerText();
    assert.ok(snippet.includes(`${evil}取組<img src=x>&lt;b&gt;`), snippet);
    for (const link of await page.locator(".results a").all()) {
      const href = new URL((await link.getAttribute("href")) ?? "", page.url());
      assert.equal(href.origin, new URL(page.url()).origin, href.href);
    }
  },

  "how words were taken can be taken back": async ({ open, page, chips, until, total, search, asked }) => {
    await open("?q=葦野区 2022 創業塾");
    const texts = (await chips.allInnerTexts()).join("\n");
    assert.match(texts, /絞り込み：葦野区/);
    assert.match(texts, /絞り込み：令和4年度（2022年度）/);
    assert.match(texts, /創業.*言い換え.*起業/);
    const narrow = await total();
    await page.getByRole("button", { name: /絞り込みをやめて「葦野区」/ }).press("Enter");
    await page.waitForFunction(() => location.search.includes("literal="));
    assert.deepEqual(search().getAll("literal"), ["葦野区"]);
    await page.getByRole("button", { name: /「葦野区」は書いたとおりの言葉として/ }).waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.matches("[data-place=count], .chip")), "the focus is not lost");
    await page.getByRole("button", { name: /「葦野区」は書いたとおり/ }).click();
    await page.waitForFunction(() => !location.search.includes("literal="));
    await until(new RegExp(`^${narrow}件`));

    await open("?q=取組");
    const wide = await total();
    await page.getByRole("button", { name: /取り組み.*書いたとおりに探す/ }).click();
    await page.waitForFunction(() => location.search.includes("literal="));
    await page.waitForFunction((old) => !document.querySelector("[data-place=count]")?.textContent?.startsWith(`${old}件`), wide);
    await open("?q=取組");
    await page.getByLabel("書いたとおりの言葉だけを探す").check();
    await page.waitForFunction(() => location.search.includes("written=1"));
    assert.equal(asked("search").at(-1)?.request.asWritten, true);
  },

  "what was meant, and where words lead by themselves": async ({ open, page, until, search, total }) => {
    await open("?q=防犯党");
    assert.match(await page.locator("[data-place=before]").innerText(), /もしかして：防犯灯（「防犯党」はどこにもありません）/);
    assert.match(await page.locator("[data-place=before]").innerText(), /完全に一致する箇所はありません/);
    await page.getByRole("link", { name: "防犯灯", exact: true }).click();
    await until(/^8件/);
    assert.equal(search().get("q"), "防犯灯");

    await open("?q=令和6年度 潮路区");
    const jump = page.getByRole("link", { name: "令和6年度 潮路区 組織目標" }).first();
    assert.match((await jump.getAttribute("href")) ?? "", /2024\/shioji\/index\.html$/);
    const words = page.getByRole("link", { name: /絞り込まずに言葉として探す（1件）/ });
    await words.click();
    await until(/^1件/);
    assert.equal(await total(), 1);

    await open("?q=達成状況");
    const status = page.locator(".direct a");
    const answer = await page.request.get(new URL((await status.getAttribute("href")) ?? "", page.url()).href);
    assert.equal(answer.status(), 200);
    await open("?q=指標 区:葦");
    assert.match(await page.locator("[data-place=before]").innerText(), /「葦」にあたるものはこのサイトにない/);
  },

  "years are a chart that narrows": async ({ open, page, total, until, search }) => {
    await open("?q=取組");
    const bars = page.locator(".chart-years button");
    await bars.first().waitFor();
    assert.equal(await bars.count(), 4);
    const counts = (await page.locator(".chart-years .number").allInnerTexts()).map((one) => parseInt(one, 10));
    assert.equal(counts.reduce((a, b) => a + b), await total());
    await bars.nth(2).press("Enter");
    await until(new RegExp(`^${counts[2]}件`));
    assert.equal(search().get("year"), "2024");
    const pressed = page.locator(".chart-years [aria-pressed=true]");
    await pressed.waitFor();
    assert.match(await pressed.innerText(), /令和6（2024）/);
    assert.deepEqual((await page.locator(".chart-years .number").allInnerTexts()).map((one) => parseInt(one, 10)), counts, "the other years stay");
    assert.ok(await pressed.evaluate((button) => button === document.activeElement), "the focus stays on the bar");
    await pressed.press("Space");
    await until(new RegExp(`^${counts.reduce((a, b) => a + b)}件`));
    assert.equal(search().get("year"), null);
    await page.getByLabel("始まり").selectOption("2023");
    await until(new RegExp(`^${counts[1] + counts[2] + counts[3]}件`));
    assert.equal(search().get("year"), "2023-2025");
    await page.getByLabel("終わり").selectOption("2024");
    await until(new RegExp(`^${counts[1] + counts[2]}件`));
  },

  "filters combine, and their counts come true": async ({ open, page, total, until, search, status }) => {
    await open("?q=取組");
    const box = (/** @type {string} */ name) => page.getByLabel(new RegExp(`${name}\\s+\\d+件`));
    await box("葦野区").waitFor();
    const said = async (/** @type {string} */ name) => Number(/(\d+)件/.exec(await page.locator("label", { hasText: name }).first().innerText())?.[1]);
    const one = await said("葦野区");
    await box("葦野区").check();
    await until(new RegExp(`^${one}件`));
    const two = await said("帆影区");
    await box("帆影区").check();
    await until(new RegExp(`^${one + two}件`));
    assert.deepEqual(search().getAll("org"), ["ashino", "hokage"]);
    // It is said once the counts stand too.
    await status.filter({ hasText: `${one + two}件` }).waitFor({ state: "attached" });
    const part = await said("今後の方向性");
    await box("今後の方向性").check();
    await page.waitForFunction(() => location.search.includes("part=direction"));
    await page.locator(".chips", { hasText: "絞り込み：今後の方向性" }).waitFor();
    assert.ok(await total() <= part);
    await page.getByRole("button", { name: /絞り込み：帆影区.*外す/ }).click();
    await page.waitForFunction(() => !location.search.includes("hokage"));
  },

  "sorted, grouped, page by page": async ({ open, page, hits, heading, until, asked }) => {
    await open("?q=取組");
    await page.locator("[data-place=sort]").selectOption("oldest");
    await page.waitForFunction(() => document.querySelector(".hits .hit-facts")?.textContent?.includes("2022"));
    await page.locator("[data-place=sort]").selectOption("newest");
    await page.waitForFunction(() => document.querySelector(".hits .hit-facts")?.textContent?.includes("2025"));
    await page.getByRole("link", { name: "次の10件" }).press("Enter");
    await heading.filter({ hasText: "11件目から20件目" }).waitFor();
    assert.equal(await hits.count(), 10);
    assert.ok(await heading.evaluate((element) => element === document.activeElement), "reading goes on at the top of the new page");
    await page.getByRole("link", { name: "前の10件" }).click();
    await heading.filter({ hasText: "1件目から10件目" }).waitFor();
    await page.getByLabel("文書ごとにまとめる").check();
    await until(/番目から10番目までの文書/);
    assert.equal(await hits.count(), 10);
    assert.equal(asked("search").at(-1)?.request.group, true);
    assert.ok(await page.locator(".hits ul a").count() >= 10);
  },

  "an older answer never covers a newer one": async ({ open, field, standIn, until, page, total }) => {
    await open("?q=防犯灯");
    standIn.delay = 500;
    await field.fill("取組");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    standIn.delay = 0;
    await field.fill("創業塾");
    await page.keyboard.press("Enter");
    await until(/^10件/);
    await page.waitForTimeout(700);
    assert.equal(await total(), 10);
  },

  "each failure is said in plain words, and titles are searched": async ({ open, page, field, standIn, trouble, status, until, said }) => {
    for (const [kind, words] of Object.entries(FAILURES)) {
      await open();
      standIn.failure = kind;
      await field.fill("潮路区");
      await page.keyboard.press("Enter");
      await trouble.filter({ hasText: words }).waitFor();
      await page.locator("[data-place=titles-found] a").first().waitFor();
      assert.match((await status.textContent()) ?? "", words);
      assert.equal(await page.locator("[data-place=results]").isVisible(), false, "nothing of an answer is left");
      const again = trouble.getByRole("button");
      const lasting = kind === "unsupported" || kind === "refused";
      assert.equal(await again.count(), lasting ? 0 : 1, kind);
      standIn.failure = null;
      if (lasting) {
        await field.fill("葦野区");
        await page.locator("[data-place=titles-found] a", { hasText: "葦野区" }).first().waitFor();
      } else {
        await again.click();
        await until(/件/);
        await page.waitForFunction(() => document.querySelector("[data-place=trouble]")?.childElementCount === 0);
      }
      assert.deepEqual(await runAxe(page), [], kind);
    }
    assert.deepEqual(said, []);
  },

  "a worker that cannot be had is a failure too": async ({ open, page, field, standIn, trouble, until, said }) => {
    await open();
    standIn.has = false;
    await field.fill("取組");
    await trouble.filter({ hasText: FAILURES.missing }).waitFor();
    standIn.has = true;
    await trouble.getByRole("button").click();
    await until(/148件/);
    // Browsers tell the console of each 404.
    assert.ok(said.splice(0).every((one) => one.includes("404")));

    // Neither do the titles come: the lists of the page are left.
    await page.route("**/titles.json", (route) => route.abort());
    await open();
    standIn.failure = "offline";
    await field.fill("防犯灯");
    await page.locator("[data-place=titles-found]", { hasText: "題名の一覧を読み込めなかった" }).waitFor();
    assert.ok(await page.locator("main section a").count() > 2);
    said.length = 0;
  },

  "nothing found is said, with what to do": async ({ open, page, heading, hits, status }) => {
    await open('?q="ないことば"');
    assert.equal(await heading.innerText(), "見つかりませんでした");
    assert.equal(await hits.count(), 0);
    assert.ok(await page.locator("[data-place=tips]").isVisible());
    assert.match((await status.textContent()) ?? "", /見つかりませんでした/);
    // What keeps it from being found can be taken back.
    await open("?q=ないことば&written=1");
    assert.ok(await page.getByLabel("書いたとおりの言葉だけを探す").isChecked());
    await open("?q=ないことば&year=2023");
    await page.getByRole("button", { name: /絞り込み：令和5年度/ }).first().waitFor();
  },

  "everybody can use it": async ({ open, page, said }) => {
    for (const width of [360, 1280]) {
      for (const [colorScheme, forcedColors] of /** @type {const} */ ([["light", "none"], ["dark", "none"], ["light", "active"]])) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, forcedColors });
        for (const query of ["?q=葦野区 2022 創業塾", "?q=取組&group=1&year=2024", "?q=防犯党", "?q=令和6年度 潮路区"]) {
          await open(query);
          await page.locator("[data-place=narrow]").evaluate((/** @type {HTMLDetailsElement} */ one) => (one.open = true));
          if (query.includes("取組")) await page.locator(".narrow fieldset").first().waitFor();
          assert.deepEqual(await runAxe(page), [], `${width} ${colorScheme} ${forcedColors} ${query}`);
        }
      }
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    await open("?q=取組");
    await page.locator(".narrow fieldset").first().waitFor();
    assert.deepEqual(await walk(page), [], "by keyboard");
    await page.setViewportSize({ width: 320, height: 800 });
    for (const query of ["?q=取組", "?q=取組&group=1", "?q=葦野区 2022 創業塾"]) {
      await open(query);
      await page.locator("[data-place=narrow]").evaluate((/** @type {HTMLDetailsElement} */ one) => (one.open = true));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `no sideways scrolling at 320 px: ${query}`);
    }
    said.length = 0;
  },
};
