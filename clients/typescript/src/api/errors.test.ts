import { expect, test } from "vitest";
import { ApiError, isOutcomeUnknown, NetworkError, apiErrorOf, SignedOutError } from "./errors.ts";

const entry = { code: "required" as const, detail: "This is needed.", attr: "email" };

test("the backend's errors are parsed with their fields", () => {
  const error = apiErrorOf(new Response(null, { status: 400 }), { errors: [entry] });
  expect(error).toMatchObject({ status: 400, entries: [entry], message: entry.detail });
});

test.each([
  ["an HTML page from a proxy", "<html>Bad gateway</html>"],
  ["an empty body", undefined],
  ["null", null],
  ["an unexpected shape", { errors: "all of them" }],
  ["entries of an unexpected shape", { errors: [null, 1, { code: "x" }] }],
])("%s results in no entries", (_name, body) => {
  const error = apiErrorOf(new Response(null, { status: 502 }), body);
  expect(error.entries).toEqual([]);
  expect(error.message).toBe("The server answered 502.");
});

test.each([
  ["12", 12],
  ["0", 0],
  ["soon", null],
  [null, null],
])("Retry-After %j is parsed as %j seconds", (header, seconds) => {
  const headers = header === null ? {} : { "Retry-After": header };
  const response = new Response(null, { status: 429, headers });
  expect(apiErrorOf(response, null).retryAfterSeconds).toBe(seconds);
});

test.each([
  [new NetworkError(), true],
  [new ApiError(500, [], null), true],
  [new ApiError(503, [], null), true],
  [new ApiError(400, [], null), false],
  [new ApiError(429, [], null), false],
  [new SignedOutError(), false],
  [null, false],
])("after %j, the outcome is unknown: %j", (error, unknown) => {
  expect(isOutcomeUnknown(error)).toBe(unknown);
});
