/** Installs the package from its packed file, and runs the example that documents it. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessToken, play, PLAYER } from "@tests/backend";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const MODULES = join(PACKAGE, "../../frontend/node_modules");
const EXAMPLE = join(PACKAGE, "../../examples/subscriber.mjs");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "numberplay-client-"));
  // The dependencies are packed as well, so nothing is downloaded.
  const dependencies = ["openapi-fetch", "openapi-typescript-helpers"];
  run("npm", "pack", PACKAGE, ...dependencies.map((name) => join(MODULES, name)));
  const packed = readdirSync(folder).map((file) => `./${file}`);
  writeFileSync(join(folder, "package.json"), "{}");
  run("npm", "install", "--offline", "--no-audit", "--no-fund", ...packed);
}, 150_000);
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, ...options: string[]) {
  execFileSync(command, options, { cwd: folder, stdio: "pipe" });
}

test("the example prints every result once, even if its stream is cut", async () => {
  const server = await startServer();
  cpSync(EXAMPLE, join(folder, "subscriber.mjs"));
  const env = {
    PATH: process.env["PATH"],
    NUMBERPLAY_URL: server.url,
    EMAIL: "a@b.c",
    PASSWORD: "x",
  };
  const program = spawn(process.execPath, ["subscriber.mjs"], { cwd: folder, env });
  const [lines, states] = [program.stdout, program.stderr].map((input) => {
    const read: string[] = [];
    createInterface({ input }).on("line", (line) => read.push(line));
    return read;
  });
  await expect.poll(() => lines).toHaveLength(3);
  server.store(1);
  await expect.poll(() => lines).toHaveLength(4);
  expect(states?.at(-1)).toBe("fallback");
  server.cut();
  server.store(2);
  await expect
    .poll(() => lines)
    .toEqual([1, 2, 3, 4, 5, 6].map((seq) => `${String(seq)} 42 win 4.2`));
  program.kill();
  await server.stop();
});

test("a program that uses the package passes the type check", () => {
  const program = `
    import { createClient, type PlayResult } from "@numberplay/client";
    const client = createClient("http://localhost:8000");
    const result: PlayResult = await client.play(842);
    // @ts-expect-error: a lost game has no prize.
    export const prize: number = result.prize;
    client.results.subscribe(0, ({ seq }) => seq.toFixed(), { onStatus: ({ state }) => state });`;
  writeFileSync(join(folder, "program.mts"), program);
  const compiler = join(MODULES, "typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"];
  run(process.execPath, compiler, ...options, "program.mts");
});

test("a page loads at most 12 kB of the package", async () => {
  // Not in library mode, in which Vite keeps whitespace.
  const input = join(PACKAGE, "src/index.ts");
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: { input, preserveEntrySignatures: "strict" },
    },
  });
  const [chunk] = [built].flat().flatMap((part) => ("output" in part ? part.output : []));
  const code = chunk?.type === "chunk" ? chunk.code : "";
  expect(code).toContain("WebSocket");
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(12_000);
});

/** Implements the protocol without WebSocket. The test sets the newest result. */
async function startServer() {
  const streams = new Map<ServerResponse, number>();
  let newest = 3;
  const after = (since: number) =>
    Array.from({ length: newest - since }, (_, index) => play(since + index + 1));
  const sendMissed = (stream: ServerResponse, since: number) => {
    for (const result of after(since))
      stream.write(`id: 0\nevent: game_result\ndata: ${JSON.stringify(result)}\n\n`);
    streams.set(stream, newest);
  };

  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const since = Number(url.searchParams.get("since"));
    const answer = (body: object) => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    if (url.pathname === "/auth/api/login/")
      answer({ user: PLAYER, access: accessToken(), refresh: "r" });
    else if (url.pathname === "/api/game/results/") answer({ results: after(since), seq: newest });
    else if (url.pathname === "/api/game/results/stream/") {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write("retry: 1000\n\n");
      sendMissed(response, since);
    } else response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const stream of streams.keys()) stream.destroy();
    streams.clear();
  };
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut,
    store(count: number) {
      newest += count;
      for (const [stream, since] of streams) sendMissed(stream, since);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
