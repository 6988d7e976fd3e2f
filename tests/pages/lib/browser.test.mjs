// @ts-check
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { checkInBrowser } from "./browser.mjs";
import { page, withSite } from "./testing.mjs";

const CHROMIUM = process.env.CHROME_PATH ?? "/usr/bin/chromium";

/** Lets a page hold styles and scripts of its own, so that only its other fault is found. */
const policy = "default-src 'self' 'unsafe-inline'";

/** One page for each fault, and two without. */
const FILES = {
  "good.html": page('<p><a href="good.html">中央区</a>の歩み</p>'),
  "2024/index.html": page('<p><a href="../good.html">中央区</a>の歩み</p>', { depth: 1 }),
  "image.html": page('<img src="assets/site.css">'),
  "dark.html": page("<p>歩み</p>", {
    head: "<style>@media (prefers-color-scheme: dark) { p { color: #555 } }</style>",
    policy,
  }),
  "wide.html": page(`<pre id="wide">${"歩み".repeat(50)}</pre>`),
  "spaced.html": page(`<p id="spaced">${"歩".repeat(18)}</p>`, {
    head: "<style>#spaced { white-space: nowrap; font-size: 16px }</style>",
    policy,
  }),
  "elsewhere.html": page("<p>歩み</p><script>fetch('https://example.invalid/count')</script>", {
    policy: "default-src * 'unsafe-inline'",
  }),
  "root.html": page('<img src="/logo.png" alt="">'),
  "refused.html": page('<p style="color: red">歩み</p>'),
  "missing.html": page('<img src="none.png" alt="">'),
  "failing.html": page("<script>throw new Error('歩めない')</script>", { policy }),
  "tiny.html": page("<p>歩み</p>").replace(/<meta name="viewport".*>/, ""),
};

describe("pages in the browser", () => {
  /** @type {string[]} */
  let found = [];
  before(async () => {
    found = await withSite(FILES, (root) => checkInBrowser(root, CHROMIUM));
  });

  /** @param {keyof typeof FILES} file */
  const problemsOf = (file) =>
    found.filter((line) => line.startsWith(`${file}: `)).map((line) => line.slice(file.length + 2));

  test("good pages under a strict policy pass, at any depth", () => {
    assert.deepEqual([...problemsOf("good.html"), ...problemsOf("2024/index.html")], []);
  });

  test("an image without text is found in every width and appearance", () => {
    const lines = problemsOf("image.html").filter((line) => line.includes("axe image-alt"));
    assert.deepEqual(
      lines.map((line) => line.split(": axe")[0]),
      ["360 px, light", "360 px, dark", "360 px, forced colours", "1280 px, light", "1280 px, dark", "1280 px, forced colours"],
    );
  });

  test("weak contrast is found where it is: only in the dark", () => {
    const lines = problemsOf("dark.html");
    assert.equal(lines.length, 2, lines.join("\n"));
    for (const line of lines) assert.match(line, /px, dark: axe color-contrast/);
  });

  test("what is too wide for 320 px is named", () => {
    const lines = problemsOf("wide.html");
    assert.match(lines[0], /^320 px: scrolls sideways .*pre#wide$/);
    assert.match(lines[1], /^320 px with text spacing: scrolls sideways .*pre#wide$/);
  });

  test("what is too wide only with text spacing is found", () => {
    const lines = problemsOf("spaced.html");
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(lines[0], /^320 px with text spacing: scrolls sideways .*p#spaced$/);
  });

  test("a request to elsewhere is stopped and named, whatever the policy says", () => {
    assert.match(problemsOf("elsewhere.html").join("\n"), /asks for https:\/\/example\.invalid\/count, outside of the site/);
    assert.match(problemsOf("root.html").join("\n"), /asks for .*\/logo\.png, outside of the site/);
  });

  test("what the page's own policy refuses is found", () => {
    assert.match(problemsOf("refused.html").join("\n"), /the console says: .*Content Security Policy/);
  });

  test("a missing file, a failing script and a missing viewport are found", () => {
    assert.match(problemsOf("missing.html").join("\n"), /none\.png answers 404/);
    assert.match(problemsOf("failing.html").join("\n"), /a script failed: 歩めない/);
    assert.match(problemsOf("tiny.html").join("\n"), /no <meta name="viewport">/);
  });
});
