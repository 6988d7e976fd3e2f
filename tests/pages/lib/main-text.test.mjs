// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { mainText } from "./main-text.mjs";

test("words go on through inline elements and white space, and end with a block", () => {
  const html = "<nav>除雪</nav><main id=m><h1>ＤＸ &amp; 道路</h1><p>除<mark>雪</mark>の\n 依頼</p><!-- 公園 --><p>を</p></main>";
  assert.equal(mainText(html), "dx&道路\n除雪の依頼\nを");
});

test("elements and classes are left out", () => {
  const html = "<main><p>除<span class=unseen>〔追加</span>雪</p><del>公園</del><div class='box relations'><p>道路</p></div><script>1</script></main>";
  assert.equal(mainText(html, ["del", ".relations", ".unseen"]), "除雪");
  assert.throws(() => mainText("<p>除雪</p>"), /main/);
});
