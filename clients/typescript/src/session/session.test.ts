import { expect, test } from "vitest";
import { NetworkError, SignedOutError } from "../api/errors.ts";
import {
  createBrowser,
  FIRST,
  lost,
  OTHER_PLAYER,
  refused,
  SECOND,
  signedInTab,
} from "./session-test-kit.ts";

test("a visitor's session starts signed out, without a request", () => {
  const browser = createBrowser();
  expect(browser.openTab().read()).toEqual({
    status: "signed-out",
    reason: "visitor",
    epoch: null,
  });
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a reload restores the session from the cookie", async () => {
  const browser = createBrowser();
  browser.hinted = true;
  const tab = browser.openTab();
  expect(tab.read().status).toBe("unknown");
  await expect.poll(() => tab.read().status).toBe("signed-in");
  expect(await tab.token()).toBe(SECOND);
});

test("an expired session is reported as ended, and the next load doesn't refresh it again", async () => {
  const browser = createBrowser(refused);
  browser.hinted = true;
  const tab = browser.openTab();
  await expect.poll(() => tab.read()).toMatchObject({ reason: "ended", epoch: null });
  expect(browser.hinted).toBe(false);
});

test("an unreachable backend doesn't end the session, and retrying restores it", async () => {
  const browser = createBrowser(lost);
  browser.hinted = true;
  const tab = browser.openTab();
  await expect.poll(() => tab.read()).toEqual({ status: "unknown", reachable: false });
  expect(browser.hinted).toBe(true);
  browser.refresh.mockImplementation(() => Promise.resolve(FIRST));
  await tab.recover();
  expect(tab.read().status).toBe("signed-in");
});

test("a network error during a refresh keeps the player signed in", async () => {
  const { tab } = signedInTab(createBrowser(lost));
  await expect(tab.renew(FIRST)).rejects.toThrow(NetworkError);
  expect(tab.read().status).toBe("signed-in");
});

test("a rejected refresh ends the session", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  await expect(tab.renew(FIRST)).rejects.toThrow(SignedOutError);
  expect(tab.read()).toEqual({ status: "signed-out", reason: "ended", epoch: 2 });
  await expect(tab.token()).rejects.toThrow(SignedOutError);
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("an epoch continues after renewals and ends when another player signs in", async () => {
  const { browser, tab } = signedInTab();
  expect(tab.read()).toMatchObject({ epoch: 2 });
  await tab.renew(FIRST);
  expect(tab.read()).toMatchObject({ epoch: 2, access: { text: SECOND } });
  browser.openTab().signIn(OTHER_PLAYER);
  expect(tab.read()).toMatchObject({ epoch: 3, access: { player: "2" } });
});

test("a session ends in every tab that shares it, and resumes when the same player signs in", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  tab.signIn(FIRST);
  await expect(tab.renew(FIRST)).rejects.toThrow(SignedOutError);
  // It was opened with an existing session, so it is in its first epoch.
  expect(other.read()).toEqual({ status: "signed-out", reason: "ended", epoch: 1 });
  other.signIn(SECOND);
  expect(tab.read()).toMatchObject({ status: "signed-in", epoch: 2, access: { text: SECOND } });
  expect(other.read()).toMatchObject({ status: "signed-in", epoch: 1, access: { text: SECOND } });
});

test("a message about an ended session doesn't end a newer one", () => {
  const { browser, tab } = signedInTab();
  tab.signIn(SECOND);
  browser.receive({ type: "ended", access: FIRST });
  expect(tab.read()).toMatchObject({ status: "signed-in", access: { text: SECOND } });
});
