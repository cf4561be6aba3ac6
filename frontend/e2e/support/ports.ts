/** The ports of the servers that tests start. */
import { createServer } from "node:net";

/** The suite with MariaDB and Redis may run at the same time as the one without them. */
const FIRST = process.env["TEST_SERVICES"] === "own" ? 3200 : 3100;
const LAST = FIRST + 99;

/** All origins from which tests open the web app. */
export const origins = Array.from(
  { length: LAST - FIRST + 1 },
  (_, offset) => `http://localhost:${String(FIRST + offset)}`,
);

/** A server takes some time until it listens, so each Playwright worker has its own ports and uses them in turn. */
const EACH = 25;
const worker = Number(process.env["TEST_PARALLEL_INDEX"] ?? -1) + 1;
const own = FIRST + ((worker * EACH) % origins.length);
let turn = 0;

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < EACH; tried += 1) {
    const port = own + (turn % EACH);
    turn += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${String(own)} to ${String(own + EACH - 1)} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
