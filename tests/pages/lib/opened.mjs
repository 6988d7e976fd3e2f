// @ts-check
/** Pages as somebody reads them who opened the files from a disk, or whose browser runs no scripts. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { listFiles, pagesOf } from "./site.mjs";

/**
 * Opens each page as a file and without scripts; what is different from a page with a server is a problem.
 * @param {string} root
 * @param {string} executablePath
 * @returns {Promise<string[]>}
 */
export async function checkOpened(root, executablePath) {
  const browser = await launch(executablePath);
  const problems = [];
  try {
    for (const scripts of [true, false]) {
      const how = scripts ? "opened as a file" : "without scripts";
      const context = await browser.newContext({ locale: "ja-JP", javaScriptEnabled: scripts });
      for (const file of pagesOf(await listFiles(root))) {
        // It is shown at any address and knows no other file.
        if (file === "404.html") continue;
        const page = await context.newPage();
        /** @type {string[]} */
        const said = [];
        page.on("console", (message) => {
          if (message.type() === "error" && !isOfScripts(message)) said.push(message.text());
        });
        page.on("pageerror", (error) => said.push(error.message));
        await page.goto(pathToFileURL(path.join(root, file)).href, { waitUntil: "load" });
        for (const line of said) problems.push(`${file}, ${how}: ${line}`);
        const styled = await page.locator("link[rel=stylesheet]").count();
        if (styled > 0) {
          const width = await page.locator("body").evaluate((body) => getComputedStyle(body).lineHeight);
          if (width === "normal") problems.push(`${file}, ${how}: its style sheet does not apply`);
        }
        if ((await page.locator("main").innerText()).trim() === "") problems.push(`${file}, ${how}: nothing to read`);
        if (!scripts && (await page.locator("button:visible, select:visible").and(page.locator(":not(form[action] *)")).count()) > 0) {
          problems.push(`${file}, ${how}: something to press that can do nothing`);
        }
        await page.close();
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return problems;
}

/**
 * Scripts carry the hash of their bytes, which browsers cannot check in opened files, and modules do not run there at all:
 * browsers leave them out, and say so.
 * @param {import("playwright-core").ConsoleMessage} message
 */
function isOfScripts(message) {
  const text = message.text();
  if (text.includes("Subresource Integrity") || text.startsWith("Access to script at 'file:")) return true;
  return text.includes("net::ERR_FAILED") && message.location().url.endsWith(".js");
}
