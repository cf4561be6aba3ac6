import { expect, test } from "vitest";
import { NetworkError, SignedOutError } from "../api/errors.ts";
import {
  createBrowser,
  FIRST,
  lost,
  refused,
  SECOND,
  signedInTab,
  withResolvers,
} from "./session-test-kit.ts";

test("signing in and out updates every tab", async () => {
  const { browser, tab } = signedInTab();
  const other = browser.openTab();
  tab.signIn(FIRST);
  expect(other.read()).toMatchObject({ status: "signed-in", access: { text: FIRST } });
  await other.signOut(() => Promise.resolve());
  expect(other.read()).toMatchObject({ reason: "here", epoch: null });
  expect(tab.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  expect(browser.hinted).toBe(false);
});

test("signing out cancels a pending refresh in every tab", async () => {
  const answer = withResolvers();
  const { browser, tab } = signedInTab(createBrowser(() => answer.promise));
  const other = browser.openTab();
  other.signIn(FIRST);
  const renewal = tab.renew(FIRST);
  await other.signOut(() => Promise.resolve());
  answer.resolve(SECOND);
  await expect(renewal).rejects.toThrow(SignedOutError);
  expect(tab.read().status).toBe("signed-out");
  expect(other.read().status).toBe("signed-out");
});

test("no tab refreshes the token while one tab is signing out", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  other.signIn(FIRST);
  const renewals: Promise<unknown>[] = [];
  await tab.signOut(async () => {
    // The backend closes the sockets, and both tabs request a new token.
    for (const one of [tab, other])
      renewals.push(one.renew(FIRST).catch((error: unknown) => error));
    await Promise.resolve();
  });
  expect(await Promise.all(renewals)).toEqual([new SignedOutError(), new SignedOutError()]);
  expect(other.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a failed sign-out leaves every tab signed in, and renewals resume after a delay", async () => {
  const { browser, tab } = signedInTab();
  const other = browser.openTab();
  other.signIn(FIRST);
  await expect(tab.signOut(lost)).rejects.toThrow(NetworkError);
  expect(tab.read().status).toBe("signed-in");
  browser.clock += 2900;
  expect(await other.renew(FIRST)).toBe(SECOND);
});

test("dismissing an ended session dismisses it in every tab", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  tab.signIn(FIRST);
  await tab.recheck();
  other.leave();
  expect(tab.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  tab.signIn(FIRST);
  expect(other.read()).toMatchObject({ epoch: 2 });
});
