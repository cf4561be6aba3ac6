/** The board while another tab signs Ada out and Bob in. */
import { act, screen } from "@testing-library/react";
import { delay, http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { haveSession, openPage } from "@tests/page";
import { ADA, ADAS, answerLate, switchPlayers } from "@tests/switched-players";
import { PlayersOnly } from "@/features/auth/players-only";
import { GameBoard } from "./game-board";
import { field, goLive, HISTORY, PLAY, receive } from "./game-board-test-kit";

function openAdasBoard() {
  haveSession(ADA);
  return openPage(<PlayersOnly>{<GameBoard />}</PlayersOnly>);
}

test("a play waiting to be retried isn't sent", async () => {
  const { sent } = answerLate(["patch", "/nothing/", () => HttpResponse.json()]);
  backend.use(
    http.post(PLAY, ({ request }) => {
      sent.push(`${request.headers.get("Authorization")?.split(".").at(-1) ?? ""} played`);
      return HttpResponse.error();
    }),
  );
  const { user } = openAdasBoard();
  await user.type(await field(), "42{Enter}");
  await expect.poll(() => sent).toContain("ada played");
  await switchPlayers();
  await act(() => delay(4000));
  expect(sent.filter((request) => request.endsWith("played"))).toEqual(["ada played"]);
});

async function openLiveBoard() {
  backend.use(
    http.get(HISTORY, ({ request }) => {
      const isAda = request.headers.get("Authorization")?.endsWith(".ada");
      return HttpResponse.json(isAda ? [play(100, ADAS)] : [play(3, 33), play(2, 32)]);
    }),
  );
  openAdasBoard();
  return goLive();
}

const FRAMES: [string, object][] = [
  ["a result", { type: "game_result", ...play(101, ADAS) }],
  ["a result after a gap", { type: "game_result", ...play(105, ADAS) }],
  ["a pong", { type: "pong", seq: 200 }],
  ["a resync", { type: "resync", seq: 200 }],
  ["a resync to an earlier position", { type: "resync", seq: 1 }],
  ["an error", { type: "error", code: "throttled", detail: "", attr: null, retry_after: 0 }],
];

test.each(FRAMES)("%s in flight at sign-out is dropped", async (_name, frame) => {
  const adas = await openLiveBoard();
  await switchPlayers();
  await expect.poll(() => FakeSocket.opened.length).toBe(2);
  act(() => FakeSocket.last.accept());
  const asked = adas.sent.length;
  act(() => adas.receive(frame));
  act(() => FakeSocket.last.receive({ type: "game_result", ...play(4, 34) }));
  expect(await screen.findByTestId("latest-result")).toHaveTextContent("34");
  expect(document.body).not.toHaveTextContent(String(ADAS));
  expect(adas.sent).toHaveLength(asked);
  expect(FakeSocket.last.url).toContain("since=3");
  expect(FakeSocket.last.sent).toEqual([{ type: "ping" }]);
});

test("refetches scheduled by a resync to an earlier position don't run for the next player", async () => {
  const adas = await openLiveBoard();
  act(() => adas.receive({ type: "resync", seq: 1 }));
  await switchPlayers();
  await expect.poll(() => FakeSocket.opened.length).toBe(2);
  act(() => FakeSocket.last.accept());
  receive({ type: "pong", seq: 3 });
  const reads: string[] = [];
  backend.use(http.get(at("*"), ({ request }) => void reads.push(request.url)));
  // By then, the server's caches have expired.
  await act(() => delay(6500));
  expect(reads).toEqual([]);
});
