import { expect, test } from "vitest";
import { leadingTo, safeDestination } from "./destination";

test.each([
  ["/account", "/account"],
  ["/history?result=win&page=2#top", "/history?result=win&page=2#top"],
  ["/a/../account", "/account"],
])("%s is a safe destination", (next, destination) => {
  expect(safeDestination(next)).toBe(destination);
});

test.each([
  undefined,
  null,
  ["/account", "/history"],
  "",
  "account",
  "https://evil.example/",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
  " /account",
  "//",
  "/login",
  "/login?next=/login",
  "/register",
  "/",
])("%j falls back to the game", (next) => {
  expect(safeDestination(next)).toBe("/play");
});

test("the next parameter is omitted for the game and set for any other page", () => {
  expect(leadingTo("/login", "/play")).toBe("/login");
  expect(leadingTo("/register", "/history?a=b&c=d")).toBe(
    "/register?next=%2Fhistory%3Fa%3Db%26c%3Dd",
  );
});
