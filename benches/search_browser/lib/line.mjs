// @ts-check
/** The line between a browser and a host: it counts what passes, and is as slow as it is told. */
import { connect, createServer } from "node:net";

/**
 * How slow a line is.
 * @typedef {{ name: string, roundTrip: number, down: number }} Speed milliseconds, and bytes a second to the browser
 */

/** A line that adds nothing. @type {Speed} */
export const UNTHROTTLED = { name: "unthrottled", roundTrip: 0, down: Infinity };

/** Lighthouse's slow 4G. @type {Speed} */
export const SLOW_4G = { name: "slow 4G", roundTrip: 150, down: 1_600_000 / 8 };

/** What is sent as one: small, so that connections share the line fairly. */
const PIECE = 2048;
/** What may wait for the line before the host has to wait too, as a host's own buffers have it. */
const MOST_WAITING = 64 * 1024;

/** @typedef {Awaited<ReturnType<typeof startLine>>} Line */

/**
 * Passes connections on to a port of this machine.
 * @param {number} port
 */
export async function startLine(port) {
  const line = {
    port: 0,
    speed: UNTHROTTLED,
    /** Bytes that reached the browser, with those of TLS and HTTP/2. */
    received: 0,
    /** Pieces under way in either direction. */
    moving: 0,
    /** When something last moved, by `performance.now()`. */
    moved: 0,
    /** Ends all connections, as time does between two visits. */
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      line.hangUp();
      server.close();
    },
  };
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  /** When the shared way to the browser is free again. */
  let free = 0;

  /**
   * @param {import("node:net").Socket} from
   * @param {import("node:net").Socket} to
   * @param {boolean} down whether it is the way to the browser
   */
  const pass = (from, to, down) => {
    /** @type {(Buffer | null)[]} */
    const pieces = [];
    let waiting = 0;
    const deliver = () => {
      const piece = pieces.shift();
      line.moving -= 1;
      line.moved = performance.now();
      if (!piece) return void to.end();
      waiting -= piece.length;
      if (down) line.received += piece.length;
      if (!to.destroyed) to.write(piece);
      if (waiting < MOST_WAITING) from.resume();
    };
    /** @param {Buffer | null} piece */
    const send = (piece) => {
      const { roundTrip, down: rate } = line.speed;
      const now = performance.now();
      let at = now;
      if (down && rate !== Infinity) {
        free = Math.max(now, free) + ((piece?.length ?? 0) / rate) * 1000;
        at = free;
      }
      pieces.push(piece);
      line.moving += 1;
      const delay = at + roundTrip / 2 - now;
      // Timers fire in the order of their times, and each takes the piece that is first.
      if (delay > 0) setTimeout(deliver, delay);
      else deliver();
    };
    from.on("data", (chunk) => {
      waiting += chunk.length;
      if (waiting >= MOST_WAITING) from.pause();
      for (let start = 0; start < chunk.length; start += PIECE) send(chunk.subarray(start, start + PIECE));
    });
    from.on("end", () => send(null));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      if (!from.readableEnded) to.destroy();
    });
  };

  const server = createServer({ allowHalfOpen: true }, (browser) => {
    sockets.add(browser);
    browser.setNoDelay(true);
    const host = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    host.setNoDelay(true);
    sockets.add(host);
    browser.on("error", () => host.destroy());
    pass(host, browser, true);
    // The handshake of TCP, which is done with this machine at once, takes a round trip on the line.
    setTimeout(() => pass(browser, host, false), line.speed.roundTrip);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the line has no port");
  line.port = address.port;
  return line;
}
