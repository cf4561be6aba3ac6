/** The web app on its own port, without the edge. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "./support/test";

/** Returns the server's response to exactly these bytes, most of which `fetch` wouldn't send. */
async function answerTo(webUrl: string, head: string[]) {
  const socket = connect(Number(new URL(webUrl).port), "127.0.0.1");
  socket.write(Buffer.from([...head, "Connection: close", "", ""].join("\r\n"), "latin1"));
  const [answered = ""] = (await text(socket)).split("\r\n\r\n");
  const [status = "", ...headers] = answered.split("\r\n");
  return { status: Number(status.split(" ")[1]), headers: headers.join("\n") };
}

const MALFORMED = [
  "",
  "a b",
  "a:99999",
  "1.2.3.4.5",
  "[::1",
  "%00",
  "127.0.0.1, evil",
  "x;sandbox",
  "x'unsafe-inline'",
  "user@host",
  "a/b",
  "ü",
];

for (const path of ["/", "/login", "/sitemap.xml", "/nowhere"]) {
  test(`a malformed Host is rejected at ${path} and isn't copied into the response`, async ({
    webUrl,
  }) => {
    const hosts = [...MALFORMED.map((host) => [`Host: ${host}`]), []];
    const answers = hosts.map((host) => answerTo(webUrl, [`GET ${path} HTTP/1.1`, ...host]));
    for (const { status, headers } of await Promise.all(answers)) {
      expect(status).toBe(400);
      expect(headers).not.toMatch(/sandbox|unsafe-inline|evil/);
    }
  });
}

test("no other part of a request is copied into a header", async ({ webUrl }) => {
  const marked = [
    "Content-Security-Policy: script-src 'nonce-copied'",
    "X-Forwarded-Host: copied;x",
    "X-Forwarded-Proto: copied",
    "X-Forwarded-Port: copied",
    "X-Nonce: copied",
    "Next-Url: /copied",
    "Next-Router-State-Tree: copied",
    "Next-Action: copied",
    "X-Middleware-Set-Cookie: copied=1",
    "X-Middleware-Rewrite: http://copied/",
    'Cookie: numberplay_theme="copied"; numberplay_motion=copied',
    "Referer: http://copied/",
  ];
  const answers = marked.map((header) =>
    answerTo(webUrl, ["GET /login?next=/play HTTP/1.1", "Host: localhost", header]),
  );
  for (const { status, headers } of await Promise.all(answers)) {
    expect(status).toBe(200);
    expect(headers).not.toContain("copied");
  }
});

const OWN_POLICIES = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

test("every response has the security headers, even without the edge", async ({ request }) => {
  const paths = [
    ...["/", "/login", "/register", "/play", "/account", "/status", "/nowhere"],
    ...["/robots.txt", "/sitemap.xml", "/manifest.webmanifest", "/icon.svg"],
    ...["/_next/static/nothing.js", "/_next/static/nothing.css"],
  ];
  const answers = await Promise.all(paths.map((path) => request.get(path)));
  for (const answer of answers) expect(answer.headers()).toMatchObject(OWN_POLICIES);
});

test("search engines can index the public pages, but not the players' pages", async ({
  request,
}) => {
  const indexed = async (path: string) => {
    const html = await (await request.get(path)).text();
    return !html.includes('<meta name="robots" content="noindex"/>');
  };
  for (const path of ["/", "/login", "/register", "/status"]) {
    expect(await indexed(path), path).toBe(true);
  }
  for (const path of ["/play", "/history", "/statistics", "/account"]) {
    expect(await indexed(path), path).toBe(false);
  }
  expect(await (await request.get("/robots.txt")).text()).not.toContain("Disallow");
});

test("password managers are redirected to the form for changing the password", async ({
  request,
}) => {
  const answer = await request.get("/.well-known/change-password", { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  expect(answer.headers()["location"]).toBe("/account#password");
});
