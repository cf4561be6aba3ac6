import { expect, test } from "vitest";
import { FIRST, refused, SECOND, signedInTab } from "./session-test-kit.ts";

test.each([
  [0, FIRST],
  [279_999, FIRST],
  [280_000, SECOND],
])("%i ms after its arrival, a 300 s token is reused or renewed", async (ms, token) => {
  const { browser, tab } = signedInTab();
  browser.clock = ms;
  expect(await tab.token()).toBe(token);
});

test("a token is renewed earlier for a longer required lifetime", async () => {
  const { browser, tab } = signedInTab();
  browser.clock = 240_000;
  expect(await tab.token(60_000)).toBe(SECOND);
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("parallel renewals in one tab share one request", async () => {
  const { browser, tab } = signedInTab();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => tab.renew(FIRST)));
  expect(new Set(tokens)).toEqual(new Set([SECOND]));
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("six tabs with a rejected token make one refresh request and share the new token", async () => {
  const { browser, tab } = signedInTab();
  const tabs = [tab, ...Array.from({ length: 5 }, () => browser.openTab())];
  for (const other of tabs) other.signIn(FIRST);
  const tokens = await Promise.all(tabs.map((one) => one.renew(FIRST)));
  expect(tokens).toEqual(tabs.map(() => SECOND));
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("a token already renewed by another tab is used", async () => {
  const { browser, tab } = signedInTab();
  browser.openTab().signIn(SECOND);
  expect(await tab.renew(FIRST)).toBe(SECOND);
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a 401 doesn't end the session if another tab has a newer token", async () => {
  const { browser, tab } = signedInTab();
  const other = browser.openTab();
  browser.refresh.mockImplementation(() => {
    other.signIn(SECOND);
    return refused();
  });
  expect(await tab.renew(FIRST)).toBe(SECOND);
  expect(tab.read().status).toBe("signed-in");
  expect(browser.hinted).toBe(true);
});
