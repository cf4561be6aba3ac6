import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, NO_STATISTICS, play, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { StatisticsPage } from "./statistics-page";

const RESULTS = at("/api/game/results/");

const answerResults = () =>
  backend.use(
    http.get(RESULTS, () =>
      HttpResponse.json({ next: null, previous: null, results: [play(2, 43, null), play(1, 42)] }),
    ),
  );

const cells = (caption: RegExp) =>
  within(screen.getByRole("table", { name: caption }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent);

test("totals are shown with their labels", async () => {
  backend.use(
    http.get(at("/api/game/statistics/"), () =>
      HttpResponse.json({ ...NO_STATISTICS, total_games: 1200, win_rate: 47.25 }),
    ),
  );
  openPlayersPage(<StatisticsPage />);
  await expect
    .poll(() => screen.getByText("Plays", { selector: "dt" }).nextSibling)
    .toHaveTextContent("1,200");
  expect(screen.getByText("Win rate").nextSibling).toHaveTextContent("47.25%");
});

test("each chart's data is available as a table", async () => {
  answerResults();
  const { user } = openPlayersPage(<StatisticsPage />);
  for (const trigger of await screen.findAllByText("Show as a table")) await user.click(trigger);
  expect(cells(/oldest first/)).toEqual(["14.24.2", "204.2"]);
  expect(cells(/by prize band/)).toEqual(["Above 0 (10%)1", "Lost1"]);
});

test("charts aren't drawn without plays", async () => {
  openPlayersPage(<StatisticsPage />);
  expect(await screen.findAllByText("No data yet. Play a number first.")).toHaveLength(2);
});

test("results that fail to load can be retried", async () => {
  answerResults();
  backend.use(http.get(RESULTS, () => refusal(404, "not_found", "Not found."), { once: true }));
  const { user } = openPlayersPage(<StatisticsPage />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findAllByText("Show as a table")).toHaveLength(2);
});
