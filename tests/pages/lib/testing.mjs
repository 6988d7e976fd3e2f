// @ts-check
/** Small sites made for one test each. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A policy as strict as the one of the published pages. */
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 1rem; color: #1a1a1a; background: #fff; line-height: 1.7; overflow-wrap: anywhere; }
a { color: #00118f; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } a { color: #9db7ff; } }
`;

/**
 * A page without fault around `main`.
 * @param {string} main
 * @param {{ depth?: number, head?: string, policy?: string }} [more]
 */
export function page(main, { depth = 0, head = "", policy = POLICY } = {}) {
  return `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>中央区の組織目標</title>
<link rel="stylesheet" href="${"../".repeat(depth)}assets/site.css">
${head}
</head>
<body>
<a href="#main">本文へ</a>
<main id="main" tabindex="-1">
<h1 id="top-heading">中央区の組織目標</h1>
${main}
</main>
</body>
</html>
`;
}

/**
 * Writes the files, with a style sheet, hands their folder to `use`, and removes it.
 * @template T
 * @param {Record<string, string>} files
 * @param {(root: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withSite(files, use) {
  const root = await mkdtemp(path.join(tmpdir(), "pages-"));
  try {
    for (const [name, text] of Object.entries({ "assets/site.css": STYLE, ...files })) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}
