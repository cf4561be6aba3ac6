import { expect, test } from "vitest";
import { accessToken } from "@tests/backend";
import { readAccessToken } from "./access-token";

test("a token lives as long as the server says, from its arrival by this clock", () => {
  const text = accessToken("t", { player: "7", lifeSeconds: 300 });
  expect(readAccessToken(text, 5_000_000)).toEqual({ text, player: "7", expiresAt: 5_300_000 });
});

test("the base64 of tokens has another alphabet than the browser's", () => {
  // These claims encode to a text that contains both `-` and `_`.
  const claims = "eyJ1c2VyX2lkIjoiPz8_Pj4-IiwiaWF0IjowLCJleHAiOjF9";
  expect(readAccessToken(`h.${claims}.s`, 0)).toMatchObject({ player: "???>>>", expiresAt: 1000 });
});

test.each(["", "no token", "a.b.c", `a.${btoa("{}")}.c`])("%j is no token", (text) => {
  expect(() => readAccessToken(text, 0)).toThrow();
});
