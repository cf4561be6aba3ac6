import { expect, test } from "vitest";
import { accessToken } from "@tests/backend";
import { SignedOutError } from "../api/errors.ts";
import { resumingCredentials } from "./session-credentials.ts";
import type { Session } from "./session.ts";
import {
  createBrowser,
  FIRST,
  OTHER_PLAYER,
  refused,
  SECOND,
  signedInTab,
  withResolvers,
} from "./session-test-kit.ts";

const SWITCHES: [string, (tab: Session) => void][] = [
  ["another player signs in", (tab) => tab.signIn(OTHER_PLAYER)],
  [
    "the player leaves and another signs in",
    (tab) => {
      tab.leave();
      tab.signIn(OTHER_PLAYER);
    },
  ],
];

test.each(SWITCHES)("a pending renewal is aborted and has no effect when %s", async (_, act) => {
  const answer = withResolvers();
  const { browser, tab } = signedInTab(createBrowser(() => answer.promise));
  const renewal = tab.renew(FIRST);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
  act(tab);
  expect(browser.refresh.mock.calls[0]?.[0].aborted).toBe(true);
  answer.resolve(SECOND);
  await expect(renewal).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ access: { player: "2" } });
});

test.each(SWITCHES)("a late 401 doesn't end the new session after %s", async (_, act) => {
  const answer = withResolvers();
  const { browser, tab } = signedInTab(createBrowser(() => answer.promise.then(refused)));
  const renewal = tab.renew(FIRST);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
  act(tab);
  answer.resolve("");
  await expect(renewal).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ access: { player: "2" } });
});

test("a new player's renewal doesn't wait for the previous player's", async () => {
  const answers = [withResolvers(), withResolvers()];
  const { browser, tab } = signedInTab(
    createBrowser(() => answers[browser.refresh.mock.calls.length - 1]!.promise),
  );
  const first = tab.renew(FIRST).catch((error: unknown) => error);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
  tab.signIn(OTHER_PLAYER);
  const second = tab.renew(OTHER_PLAYER);
  // The request of the first player ends, and releases the lock.
  answers[0]!.resolve(SECOND);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(2);
  const renewed = accessToken("fourth", { player: "2" });
  answers[1]!.resolve(renewed);
  expect(await second).toBe(renewed);
  expect(await first).toEqual(new SignedOutError());
});

test.each(SWITCHES)(
  "a pending sign-out doesn't sign out the new player when %s",
  async (_, act) => {
    const answer = withResolvers();
    const { tab } = signedInTab();
    const leaving = tab.signOut(() => answer.promise);
    await Promise.resolve();
    act(tab);
    answer.resolve("");
    await expect(leaving).rejects.toThrow(SignedOutError);
    expect(tab.read()).toMatchObject({ status: "signed-in", access: { player: "2" } });
  },
);

test("a renewal that returns another player's token is rejected", async () => {
  // Another tab has changed the cookie without sending a message to this one.
  const { tab } = signedInTab(createBrowser(() => Promise.resolve(OTHER_PLAYER)));
  await expect(resumingCredentials(tab).renew(FIRST)).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ access: { player: "2" } });
});

test("a request after the session ends waits, and continues once the same player signs in", async () => {
  const { tab } = signedInTab(createBrowser(refused));
  const waiting = resumingCredentials(tab).renew(FIRST);
  await expect.poll(() => tab.read().status).toBe("signed-out");
  tab.signIn(SECOND);
  expect(await waiting).toBe(SECOND);
});

test.each([
  ["the player leaves", (tab: Session) => tab.leave()],
  ["another player signs in", (tab: Session) => tab.signIn(OTHER_PLAYER)],
])("waiting requests are rejected when %s", async (_who, act) => {
  const { tab } = signedInTab(createBrowser(refused));
  const waiting = resumingCredentials(tab).token();
  expect(await waiting).toBe(FIRST);
  const late = resumingCredentials(tab).renew(FIRST);
  await expect.poll(() => tab.read().status).toBe("signed-out");
  act(tab);
  await expect(late).rejects.toThrow(SignedOutError);
});
