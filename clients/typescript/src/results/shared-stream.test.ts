import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { play } from "@tests/backend";
import type { Frame } from "../realtime/frames.ts";
import { browserTimers } from "../realtime/timers.ts";
import { sharedStreamOf } from "./shared-stream.ts";
import type { StreamHandlers } from "./stream.ts";
import { createLocks } from "./subscription-test-kit.ts";

interface OwnStream extends StreamHandlers {
  close: () => void;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  vi.stubGlobal("navigator", { locks: createLocks() });
});
afterEach(() => void vi.useRealTimers());

function openBrowser() {
  const streams: OwnStream[] = [];
  const name = `test.${crypto.randomUUID()}`;
  const leaves: (() => void)[] = [];

  function openTab(position = 0) {
    const tab = {
      position,
      alive: 0,
      follows: false,
      left: 0,
      frames: [] as Frame[],
      ended: [] as number[],
    };
    const openStream = (handlers: StreamHandlers) => {
      const stream = { ...handlers, close: vi.fn() };
      streams.push(stream);
      return stream.close;
    };
    const leave = sharedStreamOf({
      name,
      openStream,
      position: () => tab.position,
      onFollowing: (follows) => (tab.follows = follows),
      onLeft: () => (tab.left += 1),
      timers: browserTimers,
    })({
      onAlive: () => (tab.alive += 1),
      onFrame: (frame) => tab.frames.push(frame),
      onEnd: (retryAfterMs) => tab.ended.push(retryAfterMs),
    });
    leaves.push(leave);
    return Object.assign(tab, { leave });
  }
  return {
    streams,
    openTab,
    close: () => {
      for (const leave of leaves) leave();
    },
  };
}

const frame: Frame = { type: "game_result", result: play(8) };
const pong: Frame = { type: "pong", seq: 7 };

test("eight tabs open one stream, and each gets all results", async () => {
  const browser = openBrowser();
  const tabs = Array.from({ length: 8 }, () => browser.openTab(7));
  await expect.poll(() => browser.streams.length).toBe(1);
  browser.streams[0]?.onAlive();
  browser.streams[0]?.onFrame(frame);
  for (const tab of tabs) await expect.poll(() => tab.frames).toContainEqual(frame);
  expect(tabs.every(({ alive }) => alive > 0)).toBe(true);
  expect(browser.streams).toHaveLength(1);
  browser.close();
});

test("a tab that joins later gets the position of the stream", async () => {
  const browser = openBrowser();
  browser.openTab(7);
  await expect.poll(() => browser.streams.length).toBe(1);
  browser.streams[0]?.onAlive();
  const late = browser.openTab(3);
  await expect.poll(() => late.frames).toEqual([pong]);
  expect(late.alive).toBe(1);
  browser.close();
});

test("a tab that joins later gets the results that have just arrived", async () => {
  const browser = openBrowser();
  browser.openTab(7);
  await expect.poll(() => browser.streams.length).toBe(1);
  browser.streams[0]?.onAlive();
  for (let seq = 1; seq <= 60; seq += 1)
    browser.streams[0]?.onFrame({ type: "game_result", result: play(seq) });
  const late = browser.openTab(7);
  await expect.poll(() => late.alive).toBeGreaterThan(0);
  const seqs = late.frames.map((one) => (one.type === "game_result" ? one.result.seq : one));
  expect(seqs).toEqual([...Array.from({ length: 50 }, (_, index) => index + 11), pong]);
  browser.close();
});

test("results from before a resync aren't sent to a tab that joins later", async () => {
  const browser = openBrowser();
  browser.openTab(7);
  await expect.poll(() => browser.streams.length).toBe(1);
  browser.streams[0]?.onAlive();
  for (const one of [frame, { type: "resync", seq: 7 } as const]) browser.streams[0]?.onFrame(one);
  const late = browser.openTab(7);
  await expect.poll(() => late.frames).toEqual([pong]);
  browser.close();
});

test("when the tab with the stream is closed, the next one opens it", async () => {
  const browser = openBrowser();
  const first = browser.openTab();
  await expect.poll(() => browser.streams.length).toBe(1);
  const [second, third] = [browser.openTab(), browser.openTab()];
  browser.streams[0]?.onAlive();
  await expect.poll(() => third.follows).toBe(true);
  first.leave();
  expect(browser.streams[0]?.close).toHaveBeenCalledTimes(1);
  await expect.poll(() => browser.streams.length).toBe(2);
  await expect.poll(() => [first.left, second.left, third.left]).toEqual([0, 1, 1]);
  expect([first.follows, second.follows, third.follows]).toEqual([false, false, true]);
  browser.streams[1]?.onFrame(frame);
  await expect.poll(() => third.frames).toContainEqual(frame);
  expect([first, second, third].map(({ ended }) => ended)).toEqual([[], [], []]);
  browser.close();
});

test("the end of the stream ends it for every tab", async () => {
  const browser = openBrowser();
  const tabs = [browser.openTab(), browser.openTab()];
  await expect.poll(() => browser.streams.length).toBe(1);
  browser.streams[0]?.onEnd(40_000);
  for (const tab of tabs) await expect.poll(() => tab.ended).toEqual([40_000]);
  expect(tabs.map(({ follows }) => follows)).toEqual([false, false]);
  browser.close();
});

test.each([
  ["the stream doesn't start", 0, 5000],
  ["the tab with the stream falls silent", 1, 45_000],
])("another tab gives up when %s", async (_name, parts, ms) => {
  const browser = openBrowser();
  browser.openTab();
  await expect.poll(() => browser.streams.length).toBe(1);
  const other = browser.openTab();
  for (let part = 0; part < parts; part += 1) browser.streams[0]?.onAlive();
  await expect.poll(() => other.alive).toBeGreaterThanOrEqual(parts);
  // Polling has advanced the clock a little.
  await vi.advanceTimersByTimeAsync(ms - 1000);
  expect(other.ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(other.ended).toEqual([0]);
  browser.close();
});
