import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, play, refusal, NO_STATISTICS } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import {
  PLAY,
  HISTORY,
  STATISTICS,
  field,
  announced,
  region,
  recentNumbers,
  openBoard,
  playButton,
  goLive,
  receive,
  answerPlays,
} from "./game-board-test-kit";
import { GameBoard } from "./game-board";

test("a new player sees the range from the rules, and an example to try", async () => {
  const { input } = await openBoard();
  expect(input).toHaveAccessibleDescription("Pick a number from 5 to 77");
  expect(await screen.findByText("No plays yet.")).toBeInTheDocument();
  expect(announced()).toEqual([]);
  expect(input).toHaveValue("");
  expect(screen.getByTestId("preview")).toHaveTextContent("Even · pays 4.2, 10% of it");
});

test("a new player can play the example", async () => {
  const sent = answerPlays();
  const { user, input } = await openBoard();
  await user.click(playButton());
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ number: 42 }]);
  await screen.findByTestId("latest-result");
  expect(input).toHaveValue("42");
});

test("the field contains the player's last number, which typing replaces", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(1, 40)])));
  const { user, input } = await openBoard();
  expect(input).toHaveValue("40");
  await user.click(input);
  await user.keyboard("42");
  expect(input).toHaveValue("42");
});

test("a play is shown large, in the recent plays and in the statistics, and announced once", async () => {
  let games = 0;
  backend.use(
    http.get(STATISTICS, () => HttpResponse.json({ ...NO_STATISTICS, total_games: games++ * 7 })),
  );
  const sent = answerPlays();
  const { playNumber } = await openBoard();
  await playNumber(42);
  await expect.poll(() => screen.getByTestId("latest-result")).toHaveTextContent("42You won +4.2");
  await expect.poll(recentNumbers).toEqual(["42"]);
  await expect.poll(announced).toEqual(["42 wins 4.2 points."]);
  expect(sent).toMatchObject([{ body: { number: 42 } }]);
  await expect
    .poll(() => region("Your totals").getByText("Plays").nextSibling)
    .toHaveTextContent("7");
});

test("the response and the socket frame of a play count as one result", async () => {
  answerPlays();
  const { playNumber } = await openBoard();
  await goLive();
  await playNumber(42);
  await screen.findByTestId("latest-result");
  receive({ type: "game_result", ...play(1, 42, 4.2) });
  await expect.poll(recentNumbers).toEqual(["42"]);
  await expect.poll(announced).toHaveLength(1);
});

test("after a play, the field has focus and its number is selected for the next one", async () => {
  const sent = answerPlays();
  const { user, input, playNumber } = await openBoard();
  await playNumber(42);
  await screen.findByTestId("latest-result");
  await expect.poll(() => document.activeElement).toBe(input);
  await user.keyboard("9{Enter}");
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ number: 42 }, { number: 9 }]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test.each(["4", "78", "-6"])("%s is rejected at the field without a request", async (entered) => {
  const { user, input } = await openBoard();
  await user.type(input, `${entered}{Enter}`);
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription(/Enter a whole number from 5 to 77\./);
  expect(input).toHaveFocus();
});

test("backend errors are shown at the field", async () => {
  backend.use(http.post(PLAY, () => refusal(400, "invalid", "Not this one.", "number")));
  const { input, playNumber } = await openBoard();
  await playNumber(42);
  await expect.poll(() => input).toHaveAccessibleDescription(/This isn't valid\./);
});

test("a rate-limited play shows the time to wait", async () => {
  backend.use(
    http.post(PLAY, () =>
      HttpResponse.json({ errors: [] }, { status: 429, headers: { "Retry-After": "7" } }),
    ),
  );
  const { playNumber } = await openBoard();
  await playNumber(42);
  expect(await screen.findByRole("alert")).toHaveTextContent("Please wait 7 seconds.");
  expect(screen.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
});

test("a play whose response is lost is retried with the same key, automatically and by the player", async () => {
  const keys: (string | null)[] = [];
  backend.use(
    http.post(PLAY, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length < 4 ? HttpResponse.error() : HttpResponse.json(play(1));
    }),
  );
  const { user, playNumber } = await openBoard();
  await playNumber(42);
  const again = await screen.findByRole("button", { name: "Try again" });
  expect(keys).toHaveLength(3);
  await user.click(again);
  await screen.findByTestId("latest-result");
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("rules that fail to load show an error, and retrying opens the board", async () => {
  backend.use(
    http.get(at("/api/game/rules/"), () => refusal(404, "not_found", "Not found."), { once: true }),
  );
  const { user } = openPlayersPage(<GameBoard />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await field()).toBeInTheDocument();
});

test.each([
  ["42", "Even · pays 4.2, 10% of it"],
  ["43", "Odd loses · 42 would pay 4.2"],
])("entering %s shows a preview of its outcome", async (entered, words) => {
  const { user, input } = await openBoard();
  await user.type(input, entered);
  expect(screen.getByTestId("preview")).toHaveTextContent(words);
  await user.clear(input);
  expect(screen.queryByTestId("preview")).not.toBeInTheDocument();
});

test("each result is added to the strip of the last plays", async () => {
  const results = [play(2, 43, null), play(1, 42)];
  backend.use(
    http.get(HISTORY, () => HttpResponse.json(results)),
    http.get(at("/api/game/results/"), () =>
      HttpResponse.json({ next: null, previous: null, results }),
    ),
  );
  await openBoard();
  const strip = (name: string) => screen.findByRole("list", { name });
  const plays = (list: HTMLElement) =>
    within(list)
      .getAllByRole("listitem")
      .map((item) => [item.dataset["result"], item.textContent]);
  const before = [
    ["win", "42 wins 4.2 points."],
    ["lose", "43 loses."],
  ];
  expect(plays(await strip("Your last 2 plays, oldest first: 1 won, 1 lost"))).toEqual(before);
  await goLive();
  receive({ type: "game_result", ...play(3, 44, 4.4) });
  const after = [...before, ["win", "44 wins 4.4 points."]];
  expect(plays(await strip("Your last 3 plays, oldest first: 2 won, 1 lost"))).toEqual(after);
});
