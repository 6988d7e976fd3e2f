// @ts-check
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { SLOW_4G, startLine, UNTHROTTLED } from "./line.mjs";

for (const speed of [UNTHROTTLED, SLOW_4G]) {
  test(`everything arrives, ${speed.name}`, async () => {
    const body = Buffer.alloc(20_000, "歩み");
    const server = createServer((_, response) => response.end(body));
    await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    const line = await startLine(address.port);
    try {
      line.speed = speed;
      const answers = await Promise.all([1, 2].map(async () => (await fetch(`http://127.0.0.1:${line.port}/`)).arrayBuffer()));
      for (const answer of answers) assert.deepEqual(Buffer.from(answer), body);
      assert.ok(line.received > 2 * body.length && line.received < 2 * body.length + 1000, `${line.received}`);
    } finally {
      line.close();
      server.close();
    }
  });
}
