import { expect, test } from "vitest";
import { newKey } from "@numberplay/client/api/idempotency-key";
import { pendingPlayFor } from "./pending-play";

const unanswered = { number: 42, key: "first" };

test.each([
  { name: "a first play", before: null, number: 42, key: "second" },
  { name: "the same number after a lost response", before: unanswered, number: 42, key: "first" },
  { name: "another number after a lost response", before: unanswered, number: 43, key: "second" },
])("$name uses the key $key", ({ before, number, key }) => {
  expect(pendingPlayFor(before, number, () => "second")).toEqual({ number, key });
});

test("keys are unique and valid header values", () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[\x21-\x7e]{1,128}$/);
});
