import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentPolicy, withBackend } from "./content-policy";

const read = (policy: string) =>
  Object.fromEntries(
    policy.split("; ").map((rule) => {
      const [name = "", ...sources] = rule.split(" ");
      return [name, sources];
    }),
  );
const hashOf = (script: string) =>
  `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

test("only the page's own inline scripts may run", () => {
  const html = [
    '<script src="/a.js" async=""></script><script id="first">let a = "<b>";\n</script>',
    "<script>second()</script><p>third()</p><script>second()</script>",
  ].join("");
  const policy = read(contentPolicy({ html, files: "" }));
  expect(policy["script-src"]).toEqual(["'self'", hashOf('let a = "<b>";\n'), hashOf("second()")]);
  expect(policy["default-src"]).toEqual(["'self'"]);
  expect(policy["object-src"]).toEqual(["'none'"]);
});

test("behind the edge, a page can only connect to its own origin", () => {
  expect(read(contentPolicy({ html: "", files: "" }))["connect-src"]).toEqual(["'self'"]);
});

test.each([
  ["http://localhost:8000", ["'self'", "http://localhost:8000", "ws://localhost:8000"]],
  ["https://play.example:8443", ["'self'", "https://play.example:8443", "wss://play.example:8443"]],
])("with the backend at %s, a page can connect to %j", (backend, sources) => {
  const policy = read(withBackend(contentPolicy({ html: "", files: "" }), backend));
  expect(policy["connect-src"]).toEqual(sources);
});

test("scripts, styles, images and fonts can come from a CDN, but no data can be sent to it", () => {
  const policy = read(contentPolicy({ html: "", files: "https://static.example.org/numberplay" }));
  const cdn = "https://static.example.org";
  for (const rule of ["default-src", "script-src", "style-src", "img-src"])
    expect(policy[rule]?.slice(0, 2)).toEqual(["'self'", cdn]);
  expect(policy["connect-src"]).toEqual(["'self'"]);
});
