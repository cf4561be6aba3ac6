import { expect, test } from "vitest";
import { keepsCookies, writeCookie } from "./browser-cookies";

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test.each([
  ["keeps none", { get: () => "", set: () => {} }],
  ["keeps those of others alone", { get: () => "a=1; numberplay_probe=0", set: () => {} }],
  ["lets none be written", { get: () => "", set: refused }],
  ["lets none be read", { get: refused, set: () => {} }],
  ["lets none be read or written", { get: refused, set: refused }],
])("a browser that %s blocks cookies", (_, access) => {
  Object.defineProperty(document, "cookie", { configurable: true, ...access });
  expect(keepsCookies()).toBe(false);
  expect(() => writeCookie("a=1")).not.toThrow();
});

test("a browser that keeps cookies is left with none of the probe", () => {
  expect(keepsCookies()).toBe(true);
  expect(document.cookie).not.toContain("probe");
});
