import { expect, test } from "vitest";
import { isHost } from "./request-host";

test.each([
  "localhost",
  "localhost:3000",
  "play.example.org",
  "PLAY.Example.org:443",
  "example.org.",
  "127.0.0.1:3000",
  "[::1]",
  "[::1]:3000",
  "[::ffff:192.0.2.1]:80",
  "number_play:3000",
  "xn--bcher-kva.example",
  "localhost:",
])("%j is a valid host", (host) => {
  expect(isHost(host)).toBe(true);
});

test.each([
  "",
  " ",
  "a b",
  "a:99999",
  "a:b",
  "1.2.3.4.5",
  "[::1",
  "[::g]",
  "::1",
  "%00",
  "127.0.0.1, evil",
  "x;sandbox",
  "x'unsafe-inline'",
  "a/b",
  "a?b",
  "a#b",
  "a\\b",
  "user@host",
  "ü.example",
  "a..b",
  ".a",
  "a\tb",
  "*.example.org",
  "http://a",
  "xn--a",
])("%j is not a valid host", (host) => {
  expect(isHost(host)).toBe(false);
});
