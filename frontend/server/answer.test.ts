// @vitest-environment node
/** The real server, with a small build in two languages. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer } from "./answer";
import { readSite } from "./site";

const page = (content: string) =>
  `<!DOCTYPE html><html data-backend-port="BACKEND_PORT"><script>paint()</script>${content}</html>`;
const FILES: Record<string, string> = {
  "pages/en/index.html": page("Home"),
  "pages/en/play.html": page("Play"),
  "pages/en/play.txt": "flight",
  "pages/en/service-worker.js": "self",
  "pages/en/404.html": page("Nothing"),
  "pages/de/index.html": page("Start"),
  "pages/de/play.html": page("Spielen"),
  "pages/de/404.html": page("Nichts"),
  "static/chunks/a1.js": "run()",
  "static/chunks/a1.js.br": "compressed",
};
const NO_CACHE = { "cache-control": "no-cache", vary: "Accept-Language, Cookie, Accept-Encoding" };

let build = "";
let server: Server;

beforeAll(async () => {
  build = mkdtempSync(join(tmpdir(), "numberplay-build-"));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(build, name)), { recursive: true });
    writeFileSync(join(build, name), content);
  }
  const site = readSite({ build, backendPort: "8123", files: "" });
  server = createServer((asked, response) => answer(site, asked, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(() => {
  server.close();
  rmSync(build, { recursive: true });
});

/** Unlike `fetch`, sends exactly these headers and doesn't decompress the response. */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: "127.0.0.1", port, path, method, headers, agent: false }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const body = await buffer(response);
  return { status: response.statusCode, headers: response.headers, body };
}

const EDGE = { "X-Edge": "1" };

test("a page is sent in the reader's language, and has to be revalidated each time", async () => {
  const german = await ask("/play", { "Accept-Language": "de-AT, en;q=0.5" });
  expect(german.status).toBe(200);
  expect(german.body.toString()).toContain("Spielen");
  expect(german.headers).toMatchObject({ ...NO_CACHE, "content-language": "de" });
  const chosen = await ask("/play", {
    "Accept-Language": "de",
    Cookie: "numberplay_language=en",
  });
  expect(chosen.body.toString()).toContain("Play");
  expect(chosen.headers["content-language"]).toBe("en");
});

test("an unknown path gets the 404 page in the reader's language", async () => {
  for (const path of ["/nowhere", "/404", "/index", "/play.html", "/../play", "/%ff", "//evil"]) {
    const { status, body } = await ask(path, { "Accept-Language": "de" });
    expect([status, body.toString().includes("Nichts")]).toEqual([404, true]);
  }
});

test("next to the backend's port, a page connects to it; behind the edge, to its own origin", async () => {
  const direct = await ask("/play", { Host: "play.example:3000" });
  expect(direct.body.toString()).toContain('data-backend-port="8123"');
  expect(direct.headers["content-security-policy"]).toMatch(
    /connect-src 'self' http:\/\/play.example:8123 ws:\/\/play.example:8123$/,
  );
  const edge = await ask("/play", EDGE);
  expect(edge.body.toString()).toContain('data-backend-port=""');
  expect(edge.headers["content-security-policy"]).toMatch(/connect-src 'self'$/);
  for (const { headers } of [direct, edge])
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^']{44}';/);
});

test("the header for the edge's cache is sent only to the edge, and only for existing paths", async () => {
  const kept = async (path: string, headers = {}) =>
    (await ask(path, headers)).headers["x-accel-expires"];
  expect(await kept("/play", EDGE)).toBe("5");
  expect(await kept("/_next/static/chunks/a1.js", EDGE)).toBe("5");
  expect(await kept("/play")).toBeUndefined();
  for (const path of ["/nowhere", "/sitemap.xml", "/_next/static/gone.js"])
    expect(await kept(path, EDGE), path).toBeUndefined();
});

test("a page that the browser has cached isn't sent again", async () => {
  const first = await ask("/play");
  const etag = first.headers.etag!;
  for (const held of [etag, etag.slice(2), `"other", ${etag}`]) {
    const again = await ask("/play", { "If-None-Match": held });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers).toMatchObject({ ...NO_CACHE, etag });
    expect(again.headers["content-security-policy"]).toBe(first.headers["content-security-policy"]);
  }
  expect((await ask("/play", { "If-None-Match": '"other"' })).status).toBe(200);
  expect((await ask("/nowhere", { "If-None-Match": etag })).status).toBe(404);
});

test("pages and files are sent compressed to clients that accept it", async () => {
  const plain = await ask("/play");
  const brotli = await ask("/play", { "Accept-Encoding": "gzip, br" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(brotli.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  const script = await ask("/_next/static/chunks/a1.js", { "Accept-Encoding": "gzip, br" });
  expect(script.body.toString()).toBe("compressed");
  expect(script.headers).toMatchObject({
    "content-encoding": "br",
    "cache-control": "public, max-age=31536000, immutable",
  });
  const refused = await ask("/_next/static/chunks/a1.js", { "Accept-Encoding": "br;q=0" });
  expect(refused.body.toString()).toBe("run()");
});

test("a file that is gone is a plain 404, which isn't cached", async () => {
  for (const name of ["gone.js", "chunks/a1.js.br", "chunks", "../pages/en/play.html"]) {
    const gone = await ask(`/_next/static/${name}`, { "Accept-Encoding": "br" });
    expect([gone.status, gone.body.toString()]).toEqual([404, "Not Found"]);
    expect(gone.headers).toMatchObject({
      "cache-control": "no-store",
      "content-type": "text/plain; charset=utf-8",
    });
  }
});

test("the service worker has to be revalidated each time, so that browsers detect a new release", async () => {
  const { status, headers } = await ask("/service-worker.js");
  expect(status).toBe(200);
  expect(headers).toMatchObject({ ...NO_CACHE, "content-type": "text/javascript; charset=utf-8" });
});

test("a HEAD request gets only the headers", async () => {
  const get = await ask("/play", {}, "GET");
  const head = await ask("/play", {}, "HEAD");
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(head.headers).toEqual({ ...get.headers, date: head.headers.date });
});

test("a form that is submitted before its script has loaded stays on its page, and other methods are rejected", async () => {
  const posted = await ask("/play", {}, "POST");
  expect([posted.status, posted.body.length]).toEqual([204, 0]);
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const refused = await ask("/play", {}, method);
    expect([refused.status, refused.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  }
  const script = await ask("/_next/static/chunks/a1.js", {}, "POST");
  expect([script.status, script.headers.allow]).toEqual([405, "GET, HEAD"]);
});

test("a path may end in a slash, and its query doesn't matter", async () => {
  for (const path of ["/play/", "/play?next=/x", "/play/?a=b", "/?utm=1"])
    expect((await ask(path)).status, path).toBe(200);
});

test("the sitemap uses the host of the request", async () => {
  const headers = { Host: "play.example", "X-Forwarded-Proto": "https" };
  const { body } = await ask("/sitemap.xml", headers);
  expect(body.toString()).toContain("<loc>https://play.example/register</loc>");
});

test("a build without the placeholder or without a 404 page doesn't start", () => {
  const broken = mkdtempSync(join(tmpdir(), "numberplay-build-"));
  mkdirSync(join(broken, "pages/en"), { recursive: true });
  const read = () => readSite({ build: broken, backendPort: "8000", files: "" });
  expect(read).toThrow("has no page for 404");
  writeFileSync(join(broken, "pages/en/play.html"), "<html></html>");
  expect(read).toThrow("doesn't contain data-backend-port");
  rmSync(broken, { recursive: true });
});
