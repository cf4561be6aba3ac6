import { expect, test } from "vitest";
import { accessToken } from "@tests/backend";
import { readAccessToken } from "./access-token.ts";

test("a token's lifetime starts at its arrival, by the local clock", () => {
  const text = accessToken("t", { player: "7", lifeSeconds: 300 });
  expect(readAccessToken(text, 5_000_000)).toEqual({ text, player: "7", expiresAt: 5_300_000 });
});

test("tokens are decoded as base64url", () => {
  // These claims encode to a text that contains both `-` and `_`.
  const claims = "eyJ1c2VyX2lkIjoiPz8_Pj4-IiwiaWF0IjowLCJleHAiOjF9";
  expect(readAccessToken(`h.${claims}.s`, 0)).toMatchObject({ player: "???>>>", expiresAt: 1000 });
});

test.each(["", "no token", "a.b.c", `a.${btoa("{}")}.c`])("%j is not a valid token", (text) => {
  expect(() => readAccessToken(text, 0)).toThrow();
});
