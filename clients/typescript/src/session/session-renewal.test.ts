import { expect, test } from "vitest";
import { FIRST, refused, SECOND, signedInTab } from "./session-test-kit";

test.each([
  [0, FIRST],
  [279_999, FIRST],
  [280_000, SECOND],
])("%i ms after it came, the token of 300 s is still used or renewed", async (ms, token) => {
  const { browser, tab } = signedInTab();
  browser.clock = ms;
  expect(await tab.token()).toBe(token);
});

test("who needs a longer life gets it", async () => {
  const { browser, tab } = signedInTab();
  browser.clock = 240_000;
  expect(await tab.token(60_000)).toBe(SECOND);
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("parallel calls in one tab make one request", async () => {
  const { browser, tab } = signedInTab();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => tab.renew(FIRST)));
  expect(new Set(tokens)).toEqual(new Set([SECOND]));
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("of six tabs whose token was refused, one asks and all have the new token", async () => {
  const { browser, tab } = signedInTab();
  const tabs = [tab, ...Array.from({ length: 5 }, () => browser.openTab())];
  for (const other of tabs) other.signIn(FIRST);
  const tokens = await Promise.all(tabs.map((one) => one.renew(FIRST)));
  expect(tokens).toEqual(tabs.map(() => SECOND));
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("a token that another tab has renewed in the meantime is used", async () => {
  const { browser, tab } = signedInTab();
  browser.openTab().signIn(SECOND);
  expect(await tab.renew(FIRST)).toBe(SECOND);
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a 401 that another tab's token has overtaken ends nothing", async () => {
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
