import { expect, test } from "vitest";
import { keepsCookies, writeCookie } from "./browser-cookies";

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test.each([
  ["keeps no cookies", { get: () => "", set: () => {} }],
  ["keeps only other cookies", { get: () => "a=1; numberplay_probe=0", set: () => {} }],
  ["throws on write", { get: () => "", set: refused }],
  ["throws on read", { get: refused, set: () => {} }],
  ["throws on read and write", { get: refused, set: refused }],
])("a browser that %s is detected as blocking cookies", (_, access) => {
  Object.defineProperty(document, "cookie", { configurable: true, ...access });
  expect(keepsCookies()).toBe(false);
  expect(() => writeCookie("a=1")).not.toThrow();
});

test("the probe cookie is removed in a browser that keeps cookies", () => {
  expect(keepsCookies()).toBe(true);
  expect(document.cookie).not.toContain("probe");
});
