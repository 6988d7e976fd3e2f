#!/usr/bin/env node
// @ts-check
/** Puts questions to the worker: `node worker-answers.mjs SITE < questions.jsonl > answers.jsonl`, each a message. */
import { createInterface } from "node:readline";
import { addresses, startHost } from "./worker-host.mjs";
import { startWorker } from "./worker-shim.mjs";

const host = await startHost(process.argv[2]);
const worker = await startWorker(fetch);
const opened = await worker.ask("open", addresses(host));
if (opened.type !== "result") throw new Error(JSON.stringify(opened));
for await (const line of createInterface({ input: process.stdin })) {
  const { type, request } = JSON.parse(line);
  const { id: _, ...said } = await worker.ask(type, { request });
  console.log(JSON.stringify(said));
}
host.stop();
