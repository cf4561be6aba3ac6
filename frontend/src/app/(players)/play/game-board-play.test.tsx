import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, onTestFinished, test } from "vitest";
import { at, backend, play, NO_STATISTICS, RULES } from "@tests/backend";
import {
  PLAY,
  HISTORY,
  STATISTICS,
  announced,
  openBoard,
  answerPlays,
} from "./game-board-test-kit";

test("a loss shows the neighboring number that would have won", async () => {
  backend.use(http.post(PLAY, () => HttpResponse.json(play(1, 43, null))));
  const { playNumber } = await openBoard();
  await playNumber(43);
  expect(await screen.findByTestId("nudge")).toHaveTextContent("43 → 42 wins 4.2");
});

test("quick picks enter numbers without playing them", async () => {
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

test("shortcuts work anywhere on the page: digits, Enter, arrows, R and ?", async () => {
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

test("shortcuts can be limited to the number field", async () => {
  document.cookie = "numberplay_shortcuts=field; Path=/";
  onTestFinished(() => {
    document.cookie = "numberplay_shortcuts=; Path=/; Max-Age=0";
  });
  const sent = answerPlays();
  const { user, input } = await openBoard();
  input.blur();
  await user.keyboard("42{Enter}r?");
  expect(input).toHaveValue("");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await user.type(input, "42{ArrowUp}{Enter}");
  await expect.poll(() => sent.map(({ body }) => body)).toEqual([{ number: 43 }]);
});

test("keys with a modifier are left to the browser", async () => {
  const { user, input } = await openBoard();
  await user.keyboard("{Control>}r{/Control}{Meta>}1{/Meta}");
  expect(input).toHaveValue("");
});

test("a streak is shown from the second win on", async () => {
  backend.use(
    http.get(STATISTICS, () => HttpResponse.json({ ...NO_STATISTICS, current_streak: 3 })),
  );
  await openBoard();
  expect(await screen.findByText("3 wins in a row")).toBeInTheDocument();
});

test.each([
  [70, 70, 1],
  [10, 70, 0],
])("a win that pays %i % of at most %i % shows confetti %i times", async (percent, best, times) => {
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
  await expect.poll(announced).toHaveLength(1);
  await expect.poll(() => screen.queryAllByTestId("confetti")).toHaveLength(times);
});
