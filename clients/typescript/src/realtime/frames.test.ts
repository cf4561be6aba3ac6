import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { readFrame } from "./frames";

const frame = { type: "game_result" as const, ...play(7, 842, 421) };

const read = (frame: object) => readFrame(JSON.stringify(frame));

test.each([play(7, 842, 421), play(8, 841, null), play(9, 2, 0.2)])(
  "a result frame is the HTTP answer with a type",
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
])("$type is understood", (known) => {
  expect(read(known)).toEqual(known);
});

test("fields of a later version are left out", () => {
  expect(readFrame('{"type":"pong","seq":3,"mood":"good"}')).toEqual({ type: "pong", seq: 3 });
});

test.each([
  ["no JSON", "{"],
  ["binary", new ArrayBuffer(2)],
  ["no object", "[]"],
  ["null", "null"],
  ["an unknown type", '{"type":"party"}'],
  ["a pong without its seq", '{"type":"pong"}'],
  ["a result without its number", JSON.stringify({ ...frame, number: undefined })],
  ["a fractional seq", JSON.stringify({ ...frame, seq: 1.5 })],
  ["a third outcome", JSON.stringify({ ...frame, result: "draw" })],
  ["a prize in words", JSON.stringify({ ...frame, prize: "421" })],
])("%s is no frame", (_name, text) => {
  expect(readFrame(text)).toBeNull();
});
