import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { backend } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { WaitingPlays } from "@/features/play/waiting/waiting-plays";
import { GameBoard } from "./game-board";
import { answerPlays, announced, field, goLive, PLAY } from "./game-board-test-kit";

afterEach(() => window.localStorage.clear());

function goOffline() {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const keys: (string | null)[] = [];
  backend.use(
    http.post(PLAY, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return HttpResponse.error();
    }),
  );
  act(() => void window.dispatchEvent(new Event("offline")));
  return keys;
}

function goOnline() {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("online")));
}

const waiting = () => within(screen.getByRole("list", { name: /waiting for a connection/ }));

async function pressOffline(number: number) {
  const { user } = openPlayersPage(
    <>
      <WaitingPlays />
      <GameBoard />
    </>,
  );
  const input = await field();
  await goLive();
  const keys = goOffline();
  await user.clear(input);
  await user.type(input, `${String(number)}{Enter}`);
  const offer = await screen.findByRole("button", { name: "Play when online" });
  return { user, input, keys, offer };
}

test("offline, a press isn't queued unless the player chooses it", async () => {
  const { keys } = await pressOffline(42);
  expect(keys).toHaveLength(1);
  expect(screen.queryByText(/waiting for a connection/)).not.toBeInTheDocument();
  const sent = answerPlays();
  goOnline();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent).toEqual([]);
});

test("a waiting play is sent once, with its key, when the connection is back", async () => {
  const { user, input, keys, offer } = await pressOffline(42);
  await user.click(offer);
  expect(input).toHaveFocus();
  expect(await screen.findByText("1 play is waiting for a connection")).toBeInTheDocument();
  expect(waiting().getByText("42")).toBeInTheDocument();
  const sent = answerPlays();
  goOnline();
  await expect.poll(announced).toEqual(["42 wins 4.2 points."]);
  expect(sent).toEqual([{ key: keys[0], body: { number: 42 } }]);
  await expect.poll(() => screen.queryByText(/waiting until/)).toBeNull();
});

test("a canceled play isn't sent", async () => {
  const { user, offer } = await pressOffline(42);
  await user.click(offer);
  await user.click(await screen.findByRole("button", { name: "Cancel the play of 42" }));
  await expect.poll(() => screen.queryByText(/waiting until/)).toBeNull();
  const sent = answerPlays();
  goOnline();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent).toEqual([]);
});
