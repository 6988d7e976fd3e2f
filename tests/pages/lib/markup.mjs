// @ts-check
/** HTML, CSS and SVG against their standards: the Nu HTML checker and html-validate. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { formatterFactory, HtmlValidate, StaticConfigLoader } from "html-validate";
import { readFile } from "node:fs/promises";
import { listFiles, pagesOf } from "./site.mjs";

const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const VNU = path.join(HERE, "node_modules/vnu-jar/build/dist/vnu.jar");

/** Messages of the Nu checker that are left out, each for a reason. */
const IGNORED = [
  // It knows no Trusted Types directives; the browser checks judge the policy.
  ".*Content Security Policy.*",
];

/**
 * Runs the Nu HTML checker; needs `java`.
 * @param {string} root
 * @returns {Promise<string[]>}
 */
export async function checkWithNu(root) {
  const { code, output } = await run("java", [
    "-Xss4m",
    "-jar",
    VNU,
    "--Werror",
    "--skip-non-html",
    "--also-check-css",
    "--also-check-svg",
    "--filterpattern",
    IGNORED.join("|"),
    root,
  ]);
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  if (code !== 0 && lines.length === 0) return [`the Nu HTML checker ended with code ${code} and said nothing`];
  return code === 0 ? [] : lines.map((line) => line.replaceAll(`file:${path.resolve(root)}/`, ""));
}

/**
 * @param {string} root
 * @returns {Promise<string[]>}
 */
export async function checkWithHtmlValidate(root) {
  const config = JSON.parse(await readFile(path.join(HERE, ".htmlvalidate.json"), "utf8"));
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const pages = pagesOf(await listFiles(root)).map((page) => path.join(root, page));
  const report = await validator.validateMultipleFiles(pages);
  if (report.valid && report.warningCount === 0) return [];
  const text = formatterFactory("text")(report.results);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => line.replaceAll(`${root}/`, ""));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
