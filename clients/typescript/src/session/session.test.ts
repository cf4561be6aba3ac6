import { expect, test } from "vitest";
import { NetworkError, SignedOutError } from "../api/errors";
import {
  createBrowser,
  FIRST,
  lost,
  OTHER_PLAYER,
  refused,
  SECOND,
  signedInTab,
} from "./session-test-kit";

test("a plain visitor is signed out without a request", () => {
  const browser = createBrowser();
  expect(browser.openTab().read()).toEqual({
    status: "signed-out",
    reason: "visitor",
    epoch: null,
  });
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a reload finds the session by the cookie", async () => {
  const browser = createBrowser();
  browser.hinted = true;
  const tab = browser.openTab();
  expect(tab.read().status).toBe("unknown");
  await expect.poll(() => tab.read().status).toBe("signed-in");
  expect(await tab.token()).toBe(SECOND);
});

test("a session that is over is reported as ended, and the next load does not ask again", async () => {
  const browser = createBrowser(refused);
  browser.hinted = true;
  const tab = browser.openTab();
  await expect.poll(() => tab.read()).toMatchObject({ reason: "ended", epoch: null });
  expect(browser.hinted).toBe(false);
});

test("a backend out of reach ends nothing, and trying again finds the session", async () => {
  const browser = createBrowser(lost);
  browser.hinted = true;
  const tab = browser.openTab();
  await expect.poll(() => tab.read()).toEqual({ status: "unknown", reachable: false });
  expect(browser.hinted).toBe(true);
  browser.refresh.mockImplementation(() => Promise.resolve(FIRST));
  await tab.recover();
  expect(tab.read().status).toBe("signed-in");
});

test("a lost refresh keeps the player signed in", async () => {
  const { tab } = signedInTab(createBrowser(lost));
  await expect(tab.renew(FIRST)).rejects.toThrow(NetworkError);
  expect(tab.read().status).toBe("signed-in");
});

test("a refused refresh ends the session", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  await expect(tab.renew(FIRST)).rejects.toThrow(SignedOutError);
  expect(tab.read()).toEqual({ status: "signed-out", reason: "ended", epoch: 2 });
  await expect(tab.token()).rejects.toThrow(SignedOutError);
  expect(browser.refresh).toHaveBeenCalledTimes(1);
});

test("an epoch outlasts renewals and ends with another player", async () => {
  const { browser, tab } = signedInTab();
  expect(tab.read()).toMatchObject({ epoch: 2 });
  await tab.renew(FIRST);
  expect(tab.read()).toMatchObject({ epoch: 2, access: { text: SECOND } });
  browser.openTab().signIn(OTHER_PLAYER);
  expect(tab.read()).toMatchObject({ epoch: 3, access: { player: "2" } });
});

test("a session that ended is ended in every tab that had it, and resumes with the same player", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  tab.signIn(FIRST);
  await expect(tab.renew(FIRST)).rejects.toThrow(SignedOutError);
  // It was opened with an existing session, which is its first epoch.
  expect(other.read()).toEqual({ status: "signed-out", reason: "ended", epoch: 1 });
  other.signIn(SECOND);
  expect(tab.read()).toMatchObject({ status: "signed-in", epoch: 2, access: { text: SECOND } });
  expect(other.read()).toMatchObject({ status: "signed-in", epoch: 1, access: { text: SECOND } });
});

test("the end of a session ends no other one", () => {
  const { browser, tab } = signedInTab();
  tab.signIn(SECOND);
  browser.receive({ type: "ended", access: FIRST });
  expect(tab.read()).toMatchObject({ status: "signed-in", access: { text: SECOND } });
});
