// Reads a CSV file with csv-parse and prints its rows as JSON.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const [file] = process.argv.slice(2);
console.log(JSON.stringify(parse(readFileSync(file), { bom: true })));
