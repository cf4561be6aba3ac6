import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, NetworkError, SignedOutError } from "@numberplay/client/api/errors";
import { play } from "@tests/fixtures";
import { cancelPlay, sendSaved } from "./send-saved";
import { isExpired, isWaiting, savedPlays, savePlays } from "./saved-plays";

const PLAYS = [
  { number: 42, key: "first" },
  { number: 7, key: "second" },
];
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(() => savePlays("1", PLAYS));
afterEach(() => window.localStorage.clear());

const keys = (player = "1") => savedPlays(player).map(({ key }) => key);

/** Sends player 1's plays. The test provides the response to each. */
async function sendWith(...answers: (Error | null)[]) {
  const sent: string[] = [];
  const onResult = vi.fn();
  const wait = await sendSaved({
    player: "1",
    onResult,
    send({ key }) {
      sent.push(key);
      const error = answers.shift() ?? null;
      return error === null ? Promise.resolve(play(sent.length)) : Promise.reject(error);
    },
  });
  return { sent, wait, results: onResult.mock.calls.length };
}

test("plays are sent in order, each with its key, and removed once answered", async () => {
  expect(await sendWith()).toEqual({ sent: ["first", "second"], wait: null, results: 2 });
  expect(keys()).toEqual([]);
  expect(await sendWith()).toEqual({ sent: [], wait: null, results: 0 });
});

test("a lost response keeps the play and those behind it", async () => {
  expect(await sendWith(new NetworkError())).toEqual({ sent: ["first"], wait: 15_000, results: 0 });
  expect(keys()).toEqual(["first", "second"]);
});

test("a rate limit keeps the plays for as long as the server says", async () => {
  expect(await sendWith(null, new ApiError(429, [], 7))).toMatchObject({ wait: 7000, results: 1 });
  expect(keys()).toEqual(["second"]);
});

test("when the session ends, the plays are kept, and no more are sent", async () => {
  expect(await sendWith(new SignedOutError())).toEqual({ sent: ["first"], wait: null, results: 0 });
  expect(keys()).toEqual(["first", "second"]);
});

test("a rejected play stays visible, isn't sent again, and doesn't stop the others", async () => {
  expect(await sendWith(new ApiError(400, [], null))).toMatchObject({ results: 1 });
  expect(savedPlays("1")).toMatchObject([{ key: "first", isRefused: true }]);
  expect(await sendWith()).toMatchObject({ sent: [] });
});

test("a canceled play isn't sent", async () => {
  await cancelPlay(savedPlays("1")[0]!);
  expect(await sendWith()).toMatchObject({ sent: ["second"] });
});

test("another player's plays are neither sent nor shown", async () => {
  savePlays("2", [{ number: 8, key: "other" }]);
  expect(await sendWith()).toMatchObject({ sent: ["first", "second"] });
  expect(keys("2")).toEqual(["other"]);
  expect(savedPlays(null)).toEqual([]);
});

test("after 24 hours a play isn't sent, but stays visible", async () => {
  const now = performance.now();
  vi.spyOn(performance, "now").mockReturnValue(now + DAY_MS - 1000);
  expect(savedPlays("1").filter(isWaiting)).toHaveLength(2);
  vi.mocked(performance.now).mockReturnValue(now + DAY_MS + 1000);
  expect(savedPlays("1").filter(isExpired)).toHaveLength(2);
  expect(await sendWith()).toMatchObject({ sent: [], wait: null });
  expect(keys()).toEqual(["first", "second"]);
});

test("the tabs of a browser take turns, and never send the same play", async () => {
  const held: (() => Promise<unknown>)[] = [];
  const request = (_name: string, work: () => Promise<unknown>) =>
    new Promise((resolve) => held.push(() => work().then(resolve)));
  vi.stubGlobal("navigator", { locks: { request } });
  const sent: string[] = [];
  const send = ({ key }: { key: string }) => Promise.resolve(play(sent.push(key)));
  const tabs = [0, 1].map(() => sendSaved({ player: "1", send, onResult: () => {} }));
  while (held.length > 0) {
    await held.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(await Promise.all(tabs)).toEqual([null, null]);
  expect(sent).toEqual(["first", "second"]);
});

test.each(["", "{", "null", '{"player":1,"number":2}', '{"player":"1","number":2.5}'])(
  "%j in the storage is ignored",
  (value) => {
    window.localStorage.setItem("numberplay:waiting-play:third", value);
    expect(keys()).toEqual(["first", "second"]);
  },
);

test("if storage is blocked, plays are kept in the tab", async () => {
  window.localStorage.clear();
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("Blocked.", "SecurityError");
  });
  savePlays("3", PLAYS);
  expect(keys("3")).toEqual(["first", "second"]);
  for (const each of savedPlays("3")) await cancelPlay(each);
  expect(keys("3")).toEqual([]);
  vi.restoreAllMocks();
});
