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
  expect(cells(/oldest first: 4.2 points/)).toEqual(["14.24.2", "204.2"]);
  expect(cells(/by prize band/)).toEqual(["Above 0 (10%)1", "Lost1"]);
  expect(cells(/at most 1 win and 1 loss in a row/)).toEqual(["1Won1", "2Lost1"]);
  expect(cells(/2 of 73 parts of the range/)).toEqual(["421", "431"]);
});

const SUMMARIES = {
  day: [
    { start: "2026-01-06", plays: 1, wins: 0, points: 0 },
    { start: "2026-01-05", plays: 1500, wins: 700, points: 631.4 },
  ],
  week: [{ start: "2026-01-05", plays: 1501, wins: 700, points: 631.4 }],
};

test("plays by day and week come from the backend, in UTC and oldest first", async () => {
  answerResults();
  const asked: string[] = [];
  backend.use(
    http.get(at("/api/game/summaries/"), ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      const period = searchParams.get("period") === "week" ? "week" : "day";
      return HttpResponse.json({ period, seq: 1501, next: null, summaries: SUMMARIES[period] });
    }),
  );
  const { user } = openPlayersPage(<StatisticsPage />);
  const card = await screen.findByRole("region", { name: "Plays by day and week" });
  await user.click(await within(card).findByText("Show as a table"));
  expect(cells(/last 2 days with plays, in UTC/)).toEqual([
    "Jan 5, 2026700800631.4",
    "Jan 6, 2026010",
  ]);
  await user.click(within(card).getByRole("radio", { name: "Weeks" }));
  expect(
    await within(card).findByText(/last week with plays, in UTC/, { selector: "p" }),
  ).toBeVisible();
  expect(cells(/last week with plays/)).toEqual(["Week of Jan 5, 2026700801631.4"]);
  expect(asked).toEqual(["?period=day&page_size=14", "?period=week&page_size=12"]);
});

test("summaries that fail to load can be retried, and the other charts are shown", async () => {
  answerResults();
  backend.use(
    http.get(at("/api/game/summaries/"), () => refusal(404, "not_found", "Not found."), {
      once: true,
    }),
  );
  const { user } = openPlayersPage(<StatisticsPage />);
  const card = await screen.findByRole("region", { name: "Plays by day and week" });
  await user.click(await within(card).findByRole("button", { name: "Try again" }));
  expect(await within(card).findByText("Show as a table")).toBeInTheDocument();
  expect(screen.getAllByTestId("chart")).toHaveLength(5);
});

test("charts aren't drawn without plays", async () => {
  openPlayersPage(<StatisticsPage />);
  expect(await screen.findByText(/Charts of your last plays will appear here/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Play your first number" })).toBeInTheDocument();
  expect(screen.queryByTestId("chart")).not.toBeInTheDocument();
});

test("results that fail to load can be retried", async () => {
  answerResults();
  backend.use(http.get(RESULTS, () => refusal(404, "not_found", "Not found."), { once: true }));
  const { user } = openPlayersPage(<StatisticsPage />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await expect.poll(() => screen.queryAllByText("Show as a table")).toHaveLength(5);
});

test("the running total is drawn as steps, and drawings are hidden from screen readers", async () => {
  answerResults();
  openPlayersPage(<StatisticsPage />);
  const drawings = await screen.findAllByTestId("chart");
  for (const drawing of drawings) expect(drawing).toHaveAttribute("aria-hidden", "true");
  const line = drawings[0]!.querySelector("path:last-of-type")!.getAttribute("d");
  expect(line).toBe("M0 200V0.0h300.000V0.0h300.000");
});
