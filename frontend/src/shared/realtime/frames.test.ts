import { expect, test } from "vitest";
import { play } from "@tests/backend";
import { readFrame, resultOfFrame } from "./frames";

const frame = { type: "game_result" as const, ...play(7, 842, 421) };

test("a result frame is the HTTP answer with a type", () => {
  const read = readFrame(JSON.stringify(frame));
  expect(read).toEqual(frame);
  expect(resultOfFrame(frame)).toEqual(play(7, 842, 421));
});

test.each([
  { ...frame, prize: null, result: "lose" },
  { type: "pong", seq: 3 },
  { type: "resync", seq: 900 },
  { type: "authenticated" },
  { type: "error", code: "throttled", detail: "Too many plays." },
])("$type is understood", (known) => {
  expect(readFrame(JSON.stringify(known))).toEqual(known);
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
  ["a result without its number", JSON.stringify({ ...frame, number: undefined })],
  ["a fractional seq", JSON.stringify({ ...frame, seq: 1.5 })],
])("%s is no frame", (_name, text) => {
  expect(readFrame(text)).toBeNull();
});
