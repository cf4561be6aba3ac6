import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy";

const read = (policy: string) =>
  Object.fromEntries(
    policy.split("; ").map((rule) => {
      const [name = "", ...sources] = rule.split(" ");
      return [name, sources];
    }),
  );

test("scripts run by nonce alone, and nothing inline", () => {
  const policy = read(
    contentPolicy({ nonce: "n1", backend: null, files: "", isDevelopment: false }),
  );
  expect(policy["script-src"]).toEqual(["'self'", "'nonce-n1'", "'strict-dynamic'"]);
  expect(policy["default-src"]).toEqual(["'self'"]);
  expect(policy["object-src"]).toEqual(["'none'"]);
});

test.each([
  [null, ["'self'"]],
  ["http://localhost:8000", ["'self'", "http://localhost:8000", "ws://localhost:8000"]],
  ["https://play.example:8443", ["'self'", "https://play.example:8443", "wss://play.example:8443"]],
])("beside the backend %s, a page talks to %j", (backend, sources) => {
  const policy = read(contentPolicy({ nonce: "n1", backend, files: "", isDevelopment: false }));
  expect(policy["connect-src"]).toEqual(sources);
});

test("scripts, styles, pictures and fonts may be on a CDN, and nothing may be sent there", () => {
  const files = "https://static.example.org/numberplay";
  const policy = read(contentPolicy({ nonce: "n1", backend: null, files, isDevelopment: false }));
  const cdn = "https://static.example.org";
  for (const rule of ["default-src", "script-src", "style-src", "img-src"])
    expect(policy[rule]?.slice(0, 2)).toEqual(["'self'", cdn]);
  expect(policy["connect-src"]).toEqual(["'self'"]);
});

test("only the development server may evaluate", () => {
  const policy = read(
    contentPolicy({ nonce: "n1", backend: null, files: "", isDevelopment: true }),
  );
  expect(policy["script-src"]).toContain("'unsafe-eval'");
});
