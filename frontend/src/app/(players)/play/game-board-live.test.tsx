import { act, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { openPlayersPage } from "@tests/page";
import {
  HISTORY,
  field,
  announced,
  recentNumbers,
  openBoard,
  goLive,
  receive,
  receiveResult,
  answerPlays,
} from "./game-board-test-kit";
import { GameBoard } from "./game-board";

test("the socket starts at the newest known result and shows plays from other devices", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(7), play(6), play(5)])));
  await openBoard();
  const socket = await goLive();
  expect(socket.url).toBe("ws://localhost:8000/ws/game/?since=7");
  expect(screen.getByTestId("connection")).toHaveTextContent("Live");
  receiveResult(8, 55);
  expect(screen.getByTestId("latest-result")).toHaveTextContent(
    "55Odd loses · 54 would have paid 5.4",
  );
  await expect.poll(recentNumbers).toEqual(["55", "42", "42"]);
  await expect.poll(announced).toEqual(["55 loses."]);
});

test("missing results are requested, then announced once, in order", async () => {
  await openBoard();
  const socket = await goLive();
  for (const seq of [1, 4]) receiveResult(seq, seq * 11);
  expect(socket.sent.at(-1)).toEqual({ type: "resume", since: 1 });
  for (const seq of [2, 3, 4]) receiveResult(seq, seq * 11);
  await expect.poll(recentNumbers).toEqual(["44", "33", "22"]);
  expect(screen.getByTestId("latest-result")).toHaveTextContent("44Even loses");
  await expect.poll(announced).toHaveLength(4);
});

test("each gap is requested once", async () => {
  await openBoard();
  const socket = await goLive();
  const resumes = () =>
    socket.sent.filter((frame) => (frame as { type: string }).type === "resume");
  for (const seq of [1, 4, 5, 2, 6]) receiveResult(seq);
  expect(resumes()).toEqual([{ type: "resume", since: 1 }]);
  receiveResult(3);
  for (const seq of [9, 10]) receiveResult(seq);
  expect(resumes()).toEqual([
    { type: "resume", since: 1 },
    { type: "resume", since: 6 },
  ]);
});

test.each(["service_unavailable", "throttled"])(
  "a resume rejected with %s is retried after the delay set by the server",
  async (code) => {
    await openBoard();
    const socket = await goLive();
    for (const seq of [1, 4]) receiveResult(seq);
    receive({ type: "error", code, detail: "", attr: null, retry_after: 0.3 });
    for (const seq of [5, 2, 6]) receiveResult(seq);
    expect(socket.sent.slice(1)).toEqual([{ type: "resume", since: 1 }]);
    await expect
      .poll(() => socket.sent.slice(1))
      .toEqual([
        { type: "resume", since: 1 },
        { type: "resume", since: 2 },
      ]);
  },
);

test("after a server restore, the page drops lost results and continues from the restored position", async () => {
  let stored = [play(100), play(99), play(98)];
  backend.use(http.get(HISTORY, () => HttpResponse.json(stored)));
  await openBoard();
  const socket = await goLive();
  receiveResult(101, 11);
  await expect.poll(recentNumbers).toEqual(["11", "42", "42"]);
  stored = [play(90, 77), play(89, 78), play(88, 79)];
  receive({ type: "resync", seq: 90 });
  await expect.poll(recentNumbers).toEqual(["77", "78", "79"]);
  receiveResult(91, 55);
  await expect.poll(recentNumbers).toEqual(["55", "77", "78"]);
  expect(socket.sent).toEqual([{ type: "ping" }]);
  await act(async () => {
    socket.end(1006);
    await Promise.resolve();
  });
  await expect.poll(() => FakeSocket.opened.length).toBe(2);
  expect(FakeSocket.last.url).toBe("ws://localhost:8000/ws/game/?since=91");
});

test("a pong with a newer position requests the missing results", async () => {
  await openBoard();
  const socket = await goLive();
  receive({ type: "pong", seq: 0 });
  expect(socket.sent).toEqual([{ type: "ping" }]);
  receive({ type: "pong", seq: 2 });
  await expect.poll(() => socket.sent.at(-1)).toEqual({ type: "resume", since: 0 });
});

test("a resync refetches everything and announces nothing", async () => {
  let reads = 0;
  backend.use(
    http.get(HISTORY, () => HttpResponse.json(++reads === 1 ? [] : [play(900), play(899)])),
  );
  await openBoard();
  await goLive();
  receive({ type: "resync", seq: 900 });
  await expect.poll(recentNumbers).toEqual(["42", "42"]);
  expect(announced()).toEqual([]);
  receiveResult(900);
  expect(announced()).toEqual([]);
  receiveResult(901);
  await expect.poll(announced).toEqual(["901 loses."]);
});

test("a stale response doesn't remove a newer result", async () => {
  await openBoard();
  await goLive();
  const held: (() => void)[] = [];
  backend.use(
    http.get(HISTORY, async () => {
      await new Promise<void>((release) => held.push(release));
      return HttpResponse.json([play(5), play(4), play(3)]);
    }),
  );
  receive({ type: "resync", seq: 5 });
  await expect.poll(() => held.length).toBe(1);
  receiveResult(6, 66);
  held[0]?.();
  await expect.poll(recentNumbers).toEqual(["66", "42", "42"]);
});

test("a lost connection is shown, and coming back online reconnects immediately", async () => {
  await openBoard();
  const socket = await goLive();
  receiveResult(1);
  backend.use(http.get(at("/api/game/results/"), () => HttpResponse.error()));
  await act(async () => {
    socket.end(1008);
    await Promise.resolve();
  });
  await expect.poll(() => screen.getByTestId("connection")).toHaveTextContent("Connecting");
  await expect.poll(() => screen.getByTestId("connection")).toHaveTextContent("Reconnecting");
  act(() => void window.dispatchEvent(new Event("online")));
  await expect.poll(() => FakeSocket.opened.length).toBe(2);
  expect(FakeSocket.last.url).toBe("ws://localhost:8000/ws/game/?since=1");
});

test("leaving the page closes the socket", async () => {
  const { unmount } = openPlayersPage(<GameBoard />);
  await field();
  const socket = await goLive();
  unmount();
  expect(socket.readyState).toBe(FakeSocket.CLOSED);
});

test("results from other tabs or devices are marked, and results from this page aren't", async () => {
  answerPlays();
  const { playNumber } = await openBoard();
  await goLive();
  await playNumber(42);
  receive({ type: "game_result", ...play(1, 42, 4.2) });
  await screen.findByTestId("latest-result");
  expect(screen.queryByText("From another tab or device")).not.toBeInTheDocument();
  receiveResult(2, 55);
  // Shown large, and in the list.
  await expect.poll(() => screen.queryAllByText("From another tab or device")).toHaveLength(2);
});

test("a burst of results is announced as a count", async () => {
  await openBoard();
  await goLive();
  for (let seq = 1; seq <= 12; seq += 1) receiveResult(seq);
  await expect.poll(announced).toEqual(["12 results: 0 won, 0 points."]);
});
