import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, onTestFinished, test, vi } from "vitest";
import { at, backend, play, NO_STATISTICS, RULES } from "@tests/backend";
import { PLAY, HISTORY, STATISTICS, openBoard, answerPlays } from "./game-board-test-kit";

test("a loss shows the neighboring number that would have won", async () => {
  backend.use(http.post(PLAY, () => HttpResponse.json(play(1, 43, null))));
  const { playNumber } = await openBoard();
  await playNumber(43);
  await expect
    .poll(() => screen.getByTestId("latest-result"))
    .toHaveTextContent("43Odd loses · 42 would have paid 4.2");
});

test("quick picks enter numbers without playing them", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(1, 40)])));
  const { user, input } = await openBoard();
  const picks = within(screen.getByRole("group", { name: "Quick picks" }));
  const pick = (name: string) => user.click(picks.getByRole("button", { name }));
  await user.clear(input);
  await pick("Repeat");
  expect(input).toHaveValue("40");
  await pick("Two more");
  expect(input).toHaveValue("42");
  await pick("Two less");
  expect(input).toHaveValue("40");
  await pick("Random");
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

test("the number pad replaces a number that was played, and then appends digits", async () => {
  backend.use(http.get(HISTORY, () => HttpResponse.json([play(1, 40)])));
  const { user, input } = await openBoard();
  const pad = within(screen.getByRole("group", { name: "Number pad" }));
  const tap = (name: string) => user.click(pad.getByRole("button", { name }));
  expect(input).toHaveValue("40");
  for (const digit of ["4", "2"]) await tap(digit);
  expect(input).toHaveValue("42");
  await tap("0");
  expect(input).toHaveValue("42");
  await tap("Delete the last digit");
  expect(input).toHaveValue("4");
  await tap("Random");
  expect(Number((input as HTMLInputElement).value)).toBeGreaterThanOrEqual(5);
  expect(screen.queryByTestId("latest-result")).not.toBeInTheDocument();
});

test("the prize band of the number is marked", async () => {
  backend.use(
    http.get(at("/api/game/rules/"), () =>
      HttpResponse.json({
        ...RULES,
        prize_bands: [
          { above: 60, percent: 70 },
          { above: 0, percent: 10 },
        ],
      }),
    ),
  );
  const { user, input } = await openBoard();
  const bands = () =>
    within(screen.getByRole("list", { name: "Prize bands" }))
      .getAllByRole("listitem")
      .map((band) => [band.textContent, band.getAttribute("aria-current")]);
  await user.type(input, "61");
  expect(bands()).toEqual([
    ["10%up to 60", "false"],
    ["70%62–76", "true"],
  ]);
  await user.clear(input);
  expect(bands().map(([, isCurrent]) => isCurrent)).toEqual(["false", "false"]);
});

test.each([
  ["isn't visible", true],
  ["gets no frames", false],
])("a window that %s shows the whole prize", async (_, isHidden) => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(isHidden);
  vi.stubGlobal("requestAnimationFrame", () => 0);
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  answerPlays();
  const { playNumber } = await openBoard();
  await playNumber(42);
  const line = await screen.findByTestId("latest-result");
  if (isHidden) expect(line).toHaveTextContent("42You won +4.2");
  else await expect.poll(() => line).toHaveTextContent("42You won +4.2");
});
