import { expect, test } from "vitest";
import { ApiProblem, isOutcomeUnknown, NetworkProblem, problemOf, SignedOut } from "./problem";

const entry = { code: "required" as const, detail: "This is needed.", attr: "email" };

test("the backend's errors are read with their fields", () => {
  const problem = problemOf(new Response(null, { status: 400 }), { errors: [entry] });
  expect(problem).toMatchObject({ status: 400, entries: [entry], message: entry.detail });
});

test.each([
  ["a page of something in between", "<html>Bad gateway</html>"],
  ["nothing", undefined],
  ["null", null],
  ["another shape", { errors: "all of them" }],
  ["entries of another shape", { errors: [null, 1, { code: "x" }] }],
])("%s has no entries", (_name, body) => {
  const problem = problemOf(new Response(null, { status: 502 }), body);
  expect(problem.entries).toEqual([]);
  expect(problem.message).toBe("The server answered 502.");
});

test.each([
  ["12", 12],
  ["0", 0],
  ["soon", null],
  [null, null],
])("Retry-After %j is %j seconds", (header, seconds) => {
  const headers = header === null ? {} : { "Retry-After": header };
  const response = new Response(null, { status: 429, headers });
  expect(problemOf(response, null).retryAfterSeconds).toBe(seconds);
});

test.each([
  [new NetworkProblem(), true],
  [new ApiProblem(500, [], null), true],
  [new ApiProblem(503, [], null), true],
  [new ApiProblem(400, [], null), false],
  [new ApiProblem(429, [], null), false],
  [new SignedOut(), false],
  [null, false],
])("after %j the outcome is unknown: %j", (problem, unknown) => {
  expect(isOutcomeUnknown(problem)).toBe(unknown);
});
