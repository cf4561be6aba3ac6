import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy";

const read = (policy: string) =>
  Object.fromEntries(
    policy.split("; ").map((rule) => {
      const [name = "", ...sources] = rule.split(" ");
      return [name, sources];
    }),
  );

test("scripts require a nonce, and inline scripts are blocked", () => {
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
])("with the backend at %s, a page can connect to %j", (backend, sources) => {
  const policy = read(contentPolicy({ nonce: "n1", backend, files: "", isDevelopment: false }));
  expect(policy["connect-src"]).toEqual(sources);
});

test("scripts, styles, images and fonts can come from a CDN, but nothing can be sent to it", () => {
  const files = "https://static.example.org/numberplay";
  const policy = read(contentPolicy({ nonce: "n1", backend: null, files, isDevelopment: false }));
  const cdn = "https://static.example.org";
  for (const rule of ["default-src", "script-src", "style-src", "img-src"])
    expect(policy[rule]?.slice(0, 2)).toEqual(["'self'", cdn]);
  expect(policy["connect-src"]).toEqual(["'self'"]);
});

test("only the development server allows eval", () => {
  const policy = read(
    contentPolicy({ nonce: "n1", backend: null, files: "", isDevelopment: true }),
  );
  expect(policy["script-src"]).toContain("'unsafe-eval'");
});
