import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { readFrame } from "./frames.ts";

const frame = { type: "game_result" as const, ...play(7, 842, 421) };

const read = (frame: object) => readFrame(JSON.stringify(frame));

test.each([play(7, 842, 421), play(8, 841, null), play(9, 2, 0.2)])(
  "a result frame contains the HTTP response and a type",
  (result) => {
    expect(read({ type: "game_result", ...result, key: "k" })).toEqual({
      type: "game_result",
      result,
    });
  },
);

test.each([
  { type: "pong", seq: 3 },
  { type: "resync", seq: 900 },
  { type: "authenticated" },
  { type: "error", code: "throttled", detail: "Too many plays.", retryAfterSeconds: null },
])("$type frames are parsed", (known) => {
  expect(read(known)).toEqual(known);
});

test("fields from newer versions are dropped", () => {
  expect(readFrame('{"type":"pong","seq":3,"mood":"good"}')).toEqual({ type: "pong", seq: 3 });
});

test.each([
  ["invalid JSON", "{"],
  ["binary data", new ArrayBuffer(2)],
  ["an array", "[]"],
  ["null", "null"],
  ["an unknown type", '{"type":"party"}'],
  ["a pong without a seq", '{"type":"pong"}'],
  ["a result without a number", JSON.stringify({ ...frame, number: undefined })],
  ["a fractional seq", JSON.stringify({ ...frame, seq: 1.5 })],
  ["an unknown outcome", JSON.stringify({ ...frame, result: "draw" })],
  ["a prize as a string", JSON.stringify({ ...frame, prize: "421" })],
])("%s is not a valid frame", (_name, text) => {
  expect(readFrame(text)).toBeNull();
});
