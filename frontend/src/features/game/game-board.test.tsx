import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, NO_STATISTICS, play, refusal, RULES } from "@tests/backend";
import { FakeSocket } from "@tests/fake-socket";
import { openPlayersPage } from "@tests/page";
import { ConnectionPill } from "@/shared/live/connection-pill";
import { GameBoard } from "./game-board";

const PLAY = at("/api/game/play/");
const HISTORY = at("/api/game/history/");
const STATISTICS = at("/api/game/statistics/");

const field = () => screen.findByLabelText("Your number");
const log = () => screen.getByRole("log", { name: "Results" });
const spoken = () =>
  within(log())
    .queryAllByText(/./)
    .map((line) => line.textContent);
const region = (name: string) => within(screen.getByRole("region", { name }));
const recentNumbers = () =>
  region("Last three")
    .queryAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);

async function openBoard() {
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

async function goLive() {
  await expect.poll(() => FakeSocket.opened.length).toBe(1);
  act(() => FakeSocket.last.accept());
  return FakeSocket.last;
}

const tell = (frame: object) => act(() => FakeSocket.last.tell(frame));
const tellResult = (seq: number, number = seq) =>
  tell({ type: "game_result", ...play(seq, number, null) });

/** Answers plays in order, and keeps what was sent. */
function answerPlays() {
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

test("a new player sees an empty board with the range of the rules", async () => {
  const { input } = await openBoard();
  expect(input).toHaveAccessibleDescription("A whole number from 5 to 77");
  expect(await screen.findByText("No plays yet.")).toBeInTheDocument();
  expect(spoken()).toEqual([]);
});

test("a play shows at once: large, in the last three, spoken once, and in the statistics", async () => {
  let games = 0;
  backend.use(
    http.get(STATISTICS, () => HttpResponse.json({ ...NO_STATISTICS, total_games: games++ * 7 })),
  );
  const sent = answerPlays();
  const { playNumber } = await openBoard();
  await playNumber(42);
  await expect
    .poll(() => screen.getByTestId("latest-result"))
    .toHaveTextContent("42Won+4.2 points");
  await expect.poll(recentNumbers).toEqual(["42"]);
  await expect.poll(spoken).toEqual(["42 wins 4.2 points."]);
  expect(sent).toMatchObject([{ body: { number: 42 } }]);
  await expect
    .poll(() => region("Statistics").getByText("Games").nextSibling)
    .toHaveTextContent("7");
});

test("the answer and the frame of one play are one result", async () => {
  answerPlays();
  const { playNumber } = await openBoard();
  await goLive();
  await playNumber(42);
  await screen.findByTestId("latest-result");
  tell({ type: "game_result", ...play(1, 42, 4.2) });
  await expect.poll(recentNumbers).toEqual(["42"]);
  await expect.poll(spoken).toHaveLength(1);
});

test("after a play the field has the focus and its number is selected for the next one", async () => {
  const sent = answerPlays();
  const { user, input, playNumber } = await openBoard();
  await playNumber(42);
  await screen.findByTestId("latest-result");
  await expect.poll(() => document.activeElement).toBe(input);
  await user.keyboard("9{Enter}");
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ number: 42 }, { number: 9 }]);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test.each(["4", "78", "-6"])(
  "%s is refused at the field without asking the backend",
  async (entered) => {
    const { user, input } = await openBoard();
    await user.type(input, `${entered}{Enter}`);
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(/Enter a whole number from 5 to 77\./);
    expect(input).toHaveFocus();
  },
);

test("what the backend refuses stands at the field", async () => {
  backend.use(http.post(PLAY, () => refusal(400, "invalid", "Not this one.", "number")));
  const { input, playNumber } = await openBoard();
  await playNumber(42);
  await expect.poll(() => input).toHaveAccessibleDescription(/Not this one\./);
});

test("too many plays are told with the time to wait", async () => {
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

test("a play whose answer is lost is sent again under the same key, by itself and by the player", async () => {
  const keys: (string | null)[] = [];
  backend.use(
    http.post(PLAY, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length < 4 ? HttpResponse.error() : HttpResponse.json(play(1));
    }),
  );
  const { user, playNumber } = await openBoard();
  await playNumber(42);
  const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 8000 });
  expect(keys).toHaveLength(3);
  await user.click(again);
  await screen.findByTestId("latest-result");
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("the socket starts at the newest known result and shows plays from elsewhere", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(7), play(6), play(5)])));
  await openBoard();
  const socket = await goLive();
  expect(socket.url).toBe("ws://localhost:8000/ws/game/?since=7");
  expect(screen.getByTestId("connection")).toHaveTextContent("Live");
  tellResult(8, 55);
  expect(screen.getByTestId("latest-result")).toHaveTextContent("55LostNo prize");
  await expect.poll(recentNumbers).toEqual(["55", "42", "42"]);
  await expect.poll(spoken).toEqual(["55 loses."]);
});

test("a hole is asked for, and what fills it is told in its place and once", async () => {
  await openBoard();
  const socket = await goLive();
  tellResult(1);
  tellResult(4);
  expect(socket.sent.at(-1)).toEqual({ type: "resume", since: 1 });
  for (const seq of [2, 3, 4]) tellResult(seq);
  await expect.poll(recentNumbers).toEqual(["4", "3", "2"]);
  expect(screen.getByTestId("latest-result")).toHaveTextContent("4LostNo prize");
  await expect.poll(spoken).toHaveLength(4);
});

test("a pong that knows of more than has arrived asks for it", async () => {
  await openBoard();
  const socket = await goLive();
  tell({ type: "pong", seq: 0 });
  expect(socket.sent).toEqual([{ type: "ping" }]);
  tell({ type: "pong", seq: 2 });
  expect(socket.sent.at(-1)).toEqual({ type: "resume", since: 0 });
});

test("after a resync everything is read anew and nothing is spoken", async () => {
  let reads = 0;
  backend.use(
    http.get(HISTORY, () => HttpResponse.json(++reads === 1 ? [] : [play(900), play(899)])),
  );
  await openBoard();
  await goLive();
  tell({ type: "resync", seq: 900 });
  await expect.poll(recentNumbers).toEqual(["42", "42"]);
  expect(spoken()).toEqual([]);
  tellResult(900);
  expect(spoken()).toEqual([]);
  tellResult(901);
  await expect.poll(spoken).toEqual(["901 loses."]);
});

test("an answer that is older than a result does not take it away", async () => {
  await openBoard();
  await goLive();
  const held: (() => void)[] = [];
  backend.use(
    http.get(HISTORY, async () => {
      await new Promise<void>((release) => held.push(release));
      return HttpResponse.json([play(5), play(4), play(3)]);
    }),
  );
  tell({ type: "resync", seq: 5 });
  await expect.poll(() => held.length).toBe(1);
  tellResult(6, 66);
  held[0]?.();
  await expect.poll(recentNumbers).toEqual(["66", "42", "42"]);
});

test("a lost connection is told, and coming back ends the wait", async () => {
  await openBoard();
  const socket = await goLive();
  tellResult(1);
  await act(async () => {
    socket.end(1008);
    await Promise.resolve();
  });
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

test("rules that cannot be read are told, and trying again opens the board", async () => {
  backend.use(
    http.get(at("/api/game/rules/"), () => refusal(404, "not_found", "Not found."), { once: true }),
  );
  const { user } = openPlayersPage(<GameBoard />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await field()).toBeInTheDocument();
});

test.each([
  ["42", "42 · even · wins 4.2 · 10 %"],
  ["43", "43 · odd · loses"],
])("while %s is entered, the rules say what it would do", async (entered, words) => {
  const { user, input } = await openBoard();
  await user.type(input, entered);
  expect(screen.getByTestId("preview")).toHaveTextContent(words);
  await user.clear(input);
  expect(screen.queryByTestId("preview")).not.toBeInTheDocument();
});

test("a loss is told with the win that was next to it", async () => {
  backend.use(http.post(PLAY, () => HttpResponse.json(play(1, 43, null))));
  const { playNumber } = await openBoard();
  await playNumber(43);
  expect(await screen.findByTestId("nudge")).toHaveTextContent("43 → 42 wins 4.2");
});

test("the quick picks enter numbers and play none", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(1, 40)])));
  const { user, input } = await openBoard();
  await user.click(screen.getByRole("button", { name: "Repeat" }));
  expect(input).toHaveValue("40");
  await user.click(screen.getByRole("button", { name: "Two more" }));
  expect(input).toHaveValue("42");
  await user.click(screen.getByRole("button", { name: "Two less" }));
  expect(input).toHaveValue("40");
  await user.click(screen.getByRole("button", { name: "Random" }));
  expect(Number((input as HTMLInputElement).value)).toBeGreaterThanOrEqual(5);
  expect(screen.queryByTestId("latest-result")).not.toBeInTheDocument();
});

test("keys work from anywhere: digits, Enter, arrows, R and ?", async () => {
  const sent = answerPlays();
  const { user, input } = await openBoard();
  await user.keyboard("42");
  expect(input).toHaveValue("42");
  expect(input).toHaveFocus();
  input.blur();
  await user.keyboard("{ArrowUp}{ArrowUp}{ArrowDown}");
  expect(input).toHaveValue("43");
  await user.keyboard("{Enter}");
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ number: 43 }]);
  await user.keyboard("r");
  expect(Number((input as HTMLInputElement).value)).toBeLessThanOrEqual(77);
  await user.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeInTheDocument();
  const entered = (input as HTMLInputElement).value;
  await user.keyboard("7");
  expect(input).toHaveValue(entered);
});

test("keys with a modifier are the browser's", async () => {
  const { user, input } = await openBoard();
  await user.keyboard("{Control>}r{/Control}{Meta>}1{/Meta}");
  expect(input).toHaveValue("");
});

test("a result from elsewhere is marked so, and one of this page is not", async () => {
  answerPlays();
  const { playNumber } = await openBoard();
  await goLive();
  await playNumber(42);
  tell({ type: "game_result", ...play(1, 42, 4.2) });
  await screen.findByTestId("latest-result");
  expect(screen.queryByText("From another tab or device")).not.toBeInTheDocument();
  tellResult(2, 55);
  // Large, and in the list.
  await expect.poll(() => screen.queryAllByText("From another tab or device")).toHaveLength(2);
});

test("a burst of results is spoken as a count", async () => {
  await openBoard();
  await goLive();
  for (let seq = 1; seq <= 12; seq += 1) tellResult(seq);
  await expect.poll(spoken).toEqual(["12 results: 0 won, 0 points."]);
});

test("a streak is told from the second win on", async () => {
  backend.use(
    http.get(STATISTICS, () => HttpResponse.json({ ...NO_STATISTICS, current_streak: 3 })),
  );
  await openBoard();
  expect(await screen.findByText("3 wins in a row")).toBeInTheDocument();
});

test.each([
  [70, 70, 1],
  [10, 70, 0],
])(
  "a win that pays %i % of at most %i % throws confetti %i times",
  async (percent, best, times) => {
    backend.use(
      http.get(at("/api/game/rules/"), () =>
        HttpResponse.json({
          ...RULES,
          prize_bands: [
            { above: 60, percent: best },
            { above: 0, percent: 10 },
          ],
        }),
      ),
      http.post(PLAY, () => HttpResponse.json(play(1, percent === best ? 62 : 42, 4.2))),
    );
    const { playNumber } = await openBoard();
    await playNumber(42);
    await expect.poll(spoken).toHaveLength(1);
    await expect.poll(() => screen.queryAllByTestId("confetti")).toHaveLength(times);
  },
);
