import { expect, test, vi } from "vitest";
import { accessToken } from "@tests/backend";
import { ApiError, NetworkError, SignedOutError } from "../api/errors";
import { resumingCredentials } from "./session-credentials";
import type { RefreshLock } from "./refresh-lock";
import { Session } from "./session";
import type { TabMessage, Tabs } from "./tabs";
import { createTokenStore } from "./token-store";

const FIRST = accessToken("first");
const SECOND = accessToken("second");
const OTHER_PLAYER = accessToken("third", { player: "2" });
const refused = () => Promise.reject(new ApiError(401, [], null));
const lost = () => Promise.reject(new NetworkError());

/** One browser: its tabs share messages, a lock, a hint and a cookie. */
function createBrowser(
  refresh: (ended: AbortSignal) => Promise<string> = () => Promise.resolve(SECOND),
) {
  const listeners = new Map<object, (message: TabMessage) => void>();
  const browser = { clock: 0, hinted: false, refresh: vi.fn(refresh), openTab, receive };
  let tail: Promise<unknown> = Promise.resolve();
  let holders = 0;

  const lock: RefreshLock = (work) => {
    const waited = holders > 0;
    holders += 1;
    const run = tail.then(() => work(waited)).finally(() => (holders -= 1));
    tail = run.catch(() => {});
    return run;
  };

  /** Something that a tab says which the test does not open. */
  function receive(message: TabMessage) {
    for (const listener of listeners.values()) listener(message);
  }

  function tabsOf(tab: object): Tabs {
    return {
      broadcast: (message) => {
        for (const [listener, receive] of listeners) if (listener !== tab) receive(message);
      },
      listen: (receive) => {
        listeners.set(tab, receive);
        return () => listeners.delete(tab);
      },
    };
  }

  function openTab() {
    const session = new Session({
      store: createTokenStore(),
      refresh: (ended) => browser.refresh(ended),
      tabs: tabsOf({}),
      lock,
      hint: {
        isPresent: () => browser.hinted,
        set: () => (browser.hinted = true),
        clear: () => (browser.hinted = false),
      },
      now: () => browser.clock,
    });
    session.start();
    return session;
  }
  return browser;
}

function signedInTab(browser = createBrowser()) {
  const tab = browser.openTab();
  tab.signIn(FIRST);
  return { browser, tab };
}

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

test("signing in and out reaches every tab", async () => {
  const { browser, tab } = signedInTab();
  const other = browser.openTab();
  tab.signIn(FIRST);
  expect(other.read()).toMatchObject({ status: "signed-in", access: { text: FIRST } });
  await other.signOut(() => Promise.resolve());
  expect(other.read()).toMatchObject({ reason: "here", epoch: null });
  expect(tab.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  expect(browser.hinted).toBe(false);
});

test("signing out overtakes a refresh that is under way, in every tab", async () => {
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

const SWITCHES: [string, (tab: Session) => void][] = [
  ["another player signs in", (tab) => tab.signIn(OTHER_PLAYER)],
  [
    "the player leaves and another one signs in",
    (tab) => {
      tab.leave();
      tab.signIn(OTHER_PLAYER);
    },
  ],
];

test.each(SWITCHES)(
  "a renewal that %s overtakes is cut off, and changes nothing",
  async (_, act) => {
    const answer = withResolvers();
    const { browser, tab } = signedInTab(createBrowser(() => answer.promise));
    const renewal = tab.renew(FIRST);
    await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
    act(tab);
    expect(browser.refresh.mock.calls[0]?.[0].aborted).toBe(true);
    answer.resolve(SECOND);
    await expect(renewal).rejects.toThrow(SignedOutError);
    expect(tab.read()).toMatchObject({ access: { player: "2" } });
  },
);

test.each(SWITCHES)("a 401 that comes after %s ends nothing", async (_, act) => {
  const answer = withResolvers();
  const { browser, tab } = signedInTab(createBrowser(() => answer.promise.then(refused)));
  const renewal = tab.renew(FIRST);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
  act(tab);
  answer.resolve("");
  await expect(renewal).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ access: { player: "2" } });
});

test("a new player's renewal does not wait for that of the one before", async () => {
  const answers = [withResolvers(), withResolvers()];
  const { browser, tab } = signedInTab(
    createBrowser(() => answers[browser.refresh.mock.calls.length - 1]!.promise),
  );
  const first = tab.renew(FIRST).catch((error: unknown) => error);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(1);
  tab.signIn(OTHER_PLAYER);
  const second = tab.renew(OTHER_PLAYER);
  // What was asked for the first player ends, and with it its turn.
  answers[0]!.resolve(SECOND);
  await expect.poll(() => browser.refresh.mock.calls).toHaveLength(2);
  const renewed = accessToken("fourth", { player: "2" });
  answers[1]!.resolve(renewed);
  expect(await second).toBe(renewed);
  expect(await first).toEqual(new SignedOutError());
});

test.each(SWITCHES)("a sign-out under way when %s signs no other player out", async (_, act) => {
  const answer = withResolvers();
  const { tab } = signedInTab();
  const leaving = tab.signOut(() => answer.promise);
  await Promise.resolve();
  act(tab);
  answer.resolve("");
  await expect(leaving).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ status: "signed-in", access: { player: "2" } });
});

test("a token of the player who was found is none of the one who asked", async () => {
  // Another tab has changed the cookie, without a message to this one.
  const { tab } = signedInTab(createBrowser(() => Promise.resolve(OTHER_PLAYER)));
  await expect(resumingCredentials(tab).renew(FIRST)).rejects.toThrow(SignedOutError);
  expect(tab.read()).toMatchObject({ access: { player: "2" } });
});

test("while one tab signs out, no tab asks for the session that is ending", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  other.signIn(FIRST);
  const renewals: Promise<unknown>[] = [];
  await tab.signOut(async () => {
    // The backend closes the sockets, and both tabs look for another token.
    for (const one of [tab, other])
      renewals.push(one.renew(FIRST).catch((error: unknown) => error));
    await Promise.resolve();
  });
  expect(await Promise.all(renewals)).toEqual([new SignedOutError(), new SignedOutError()]);
  expect(other.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  expect(browser.refresh).not.toHaveBeenCalled();
});

test("a sign-out that fails leaves every tab signed in, and renewals go on after a while", async () => {
  const { browser, tab } = signedInTab();
  const other = browser.openTab();
  other.signIn(FIRST);
  await expect(tab.signOut(lost)).rejects.toThrow(NetworkError);
  expect(tab.read().status).toBe("signed-in");
  browser.clock += 2900;
  expect(await other.renew(FIRST)).toBe(SECOND);
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
  // It was opened with a session to find, so that is its first epoch.
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

test("leaving a session that ended leaves it in every tab", async () => {
  const { browser, tab } = signedInTab(createBrowser(refused));
  const other = browser.openTab();
  tab.signIn(FIRST);
  await tab.recheck();
  other.leave();
  expect(tab.read()).toMatchObject({ reason: "elsewhere", epoch: null });
  tab.signIn(FIRST);
  expect(other.read()).toMatchObject({ epoch: 2 });
});

test("a request after the end waits, and continues when the same player is back", async () => {
  const { tab } = signedInTab(createBrowser(refused));
  const waiting = resumingCredentials(tab).renew(FIRST);
  await expect.poll(() => tab.read().status).toBe("signed-out");
  tab.signIn(SECOND);
  expect(await waiting).toBe(SECOND);
});

test.each([
  ["who leaves", (tab: Session) => tab.leave()],
  ["another player", (tab: Session) => tab.signIn(OTHER_PLAYER)],
])("%s is asked nothing of what waited", async (_who, act) => {
  const { tab } = signedInTab(createBrowser(refused));
  const waiting = resumingCredentials(tab).token();
  expect(await waiting).toBe(FIRST);
  const late = resumingCredentials(tab).renew(FIRST);
  await expect.poll(() => tab.read().status).toBe("signed-out");
  act(tab);
  await expect(late).rejects.toThrow(SignedOutError);
});

function withResolvers() {
  let resolve: (token: string) => void = () => {};
  const promise = new Promise<string>((settle) => (resolve = settle));
  return { promise, resolve };
}
