/** The tabs of one browser, for the tests of the session. */
import { vi } from "vitest";
import { accessToken } from "@tests/backend";
import { ApiError, NetworkError } from "../api/errors.ts";
import type { RefreshLock } from "./refresh-lock.ts";
import { Session } from "./session.ts";
import type { TabMessage, Tabs } from "./tabs.ts";
import { createTokenStore } from "./token-store.ts";

export const FIRST = accessToken("first");
export const SECOND = accessToken("second");
export const OTHER_PLAYER = accessToken("third", { player: "2" });
export const refused = () => Promise.reject(new ApiError(401, [], null));
export const lost = () => Promise.reject(new NetworkError());

/** A browser whose tabs share messages, a lock, a hint and a cookie. */
export function createBrowser(
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

  /** Sends a message as if from another tab. */
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

export function signedInTab(browser = createBrowser()) {
  const tab = browser.openTab();
  tab.signIn(FIRST);
  return { browser, tab };
}

export function withResolvers() {
  let resolve: (token: string) => void = () => {};
  const promise = new Promise<string>((settle) => (resolve = settle));
  return { promise, resolve };
}
