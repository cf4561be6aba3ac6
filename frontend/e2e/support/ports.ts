/** Ports of the tests' own servers. */
import { createServer } from "node:net";

const FIRST = 3100;
const LAST = 3199;

/** Every address under which a test may show the web app. */
export const origins = Array.from(
  { length: LAST - FIRST + 1 },
  (_, offset) => `http://localhost:${String(FIRST + offset)}`,
);

export async function freePort(): Promise<number> {
  const start = FIRST + Math.floor(Math.random() * origins.length);
  for (let offset = 0; offset < origins.length; offset += 1) {
    const port = FIRST + ((start - FIRST + offset) % origins.length);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${String(FIRST)} to ${String(LAST)} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
