/** Renders the board on a page for its tests, with the user's actions and the visible content. */
import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect } from "vitest";
import { at, backend, play } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { openPlayersPage } from "@tests/page";
import { ConnectionPill } from "@/entities/results/connection-pill";
import { GameBoard } from "./game-board";

export const PLAY = at("/api/game/play/");
export const HISTORY = at("/api/game/history/");
export const STATISTICS = at("/api/game/statistics/");

export const field = () => screen.findByLabelText("Your number");
const log = () => screen.getByRole("log", { name: "Results" });
export const announced = () =>
  within(log())
    .queryAllByText(/./)
    .map((item) => item.textContent);
export const region = (name: string) => within(screen.getByRole("region", { name }));
export const recentNumbers = () =>
  region("Last three")
    .queryAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);

export const playButton = () => screen.getByRole("button", { name: /^(Play|Try)( \d+)?$/ });

export async function openBoard() {
  const { user } = openPlayersPage(
    <>
      <ConnectionPill />
      <GameBoard />
    </>,
  );
  const input = await field();
  return {
    user,
    input,
    async playNumber(number: number) {
      await user.clear(input);
      await user.type(input, `${String(number)}{Enter}`);
    },
  };
}

export async function goLive() {
  await expect.poll(() => FakeSocket.opened.length).toBe(1);
  act(() => FakeSocket.last.accept());
  receive({ type: "pong", seq: 0 });
  return FakeSocket.last;
}

export const receive = (frame: object) => act(() => FakeSocket.last.receive(frame));
export const receiveResult = (seq: number, number = seq) =>
  receive({ type: "game_result", ...play(seq, number, null) });

/** Responds to plays in order, and records the requests. */
export function answerPlays() {
  const sent: { key: string | null; body: unknown }[] = [];
  backend.use(
    http.post(PLAY, async ({ request }) => {
      const body = (await request.json()) as { number: number };
      sent.push({ key: request.headers.get("Idempotency-Key"), body });
      return HttpResponse.json(play(sent.length, body.number, 4.2));
    }),
  );
  return sent;
}
