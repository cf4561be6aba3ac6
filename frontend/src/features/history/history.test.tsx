import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { at, backend, NO_STATISTICS, play, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { History } from "./history";

const RESULTS = at("/api/game/results/");

beforeEach(() => window.history.replaceState(null, "", "/history"));

/** Three pages of one result each. Records the requests. */
function answerPages() {
  const asked: string[] = [];
  const link = (page: number) =>
    page < 1 || page > 3 ? null : `${RESULTS}?cursor=${String(page)}`;
  backend.use(
    http.get(RESULTS, ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      const page = Number(searchParams.get("cursor") ?? 1);
      const results = [play(page, page + 40, null)];
      return HttpResponse.json({ next: link(page + 1), previous: link(page - 1), results });
    }),
  );
  return asked;
}

const numbers = () =>
  screen
    .queryAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);

test("the player can page to the oldest result and back", async () => {
  answerPages();
  const { user } = openPlayersPage(<History />);
  await expect.poll(numbers).toEqual(["41"]);
  expect(screen.getByRole("button", { name: "Newer" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Older" }));
  await expect.poll(numbers).toEqual(["42"]);
  await user.click(screen.getByRole("button", { name: "Older" }));
  await expect.poll(numbers).toEqual(["43"]);
  expect(screen.getByRole("button", { name: "Older" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Newer" }));
  await expect.poll(numbers).toEqual(["42"]);
});

test("a filter requests only matching results, from the first page", async () => {
  const asked = answerPages();
  const { user } = openPlayersPage(<History />);
  await user.click(await screen.findByRole("button", { name: "Older" }));
  await expect.poll(numbers).toEqual(["42"]);
  await user.click(screen.getByRole("radio", { name: "Won" }));
  await expect.poll(numbers).toEqual(["41"]);
  expect(asked.at(-1)).toBe("page_size=20&result=win");
});

test("the page and the filter are in the URL, and going back returns to them", async () => {
  answerPages();
  const { user } = openPlayersPage(<History />);
  await user.click(await screen.findByRole("radio", { name: "Lost" }));
  await user.click(await screen.findByRole("button", { name: "Older" }));
  await expect.poll(numbers).toEqual(["42"]);
  expect(window.location.search).toBe("?result=lose&cursor=2");
  window.history.back();
  await expect.poll(numbers).toEqual(["41"]);
  expect(window.location.search).toBe("?result=lose");
  expect(screen.getByRole("radio", { name: "Lost" })).toBeChecked();
});

test("a page opened by its URL links to newer pages and to the newest", async () => {
  answerPages();
  window.history.replaceState(null, "", "/history?cursor=3");
  const { user } = openPlayersPage(<History />);
  await expect.poll(numbers).toEqual(["43"]);
  await user.click(screen.getByRole("button", { name: "Newer" }));
  await expect.poll(numbers).toEqual(["42"]);
  await user.click(screen.getByRole("button", { name: "Newest" }));
  await expect.poll(numbers).toEqual(["41"]);
  expect(window.location.search).toBe("");
});

test("a page that doesn't exist shows an error and links to the newest", async () => {
  answerPages();
  backend.use(http.get(RESULTS, () => refusal(404, "not_found", "Invalid cursor"), { once: true }));
  window.history.replaceState(null, "", "/history?cursor=x");
  const { user } = openPlayersPage(<History />);
  expect(await screen.findByRole("alert")).toHaveTextContent("This doesn't exist anymore.");
  await user.click(screen.getByRole("button", { name: "Newest" }));
  await expect.poll(numbers).toEqual(["41"]);
});

/** Alternating plays of 42 and 43, with 100 per page. */
function answerManyPages(pages: number) {
  let asked = 0;
  backend.use(
    http.get(RESULTS, ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get("page_size") !== "100")
        return HttpResponse.json({ next: null, previous: null, results: [play(1, 41, null)] });
      asked += 1;
      const page = Number(searchParams.get("cursor") ?? 1);
      const results = Array.from({ length: 100 }, (_, at) =>
        play(100 * (pages - page + 1) - at, at === 0 ? 42 : 43, at === 0 ? 4.2 : null),
      );
      const next = page < pages ? `${RESULTS}?cursor=${String(page + 1)}` : null;
      return HttpResponse.json({ next, previous: null, results });
    }),
  );
  return () => asked;
}

const find = async (user: ReturnType<typeof openPlayersPage>["user"], number: string) => {
  const field = await screen.findByLabelText("Find a number");
  await user.clear(field);
  await user.type(field, `${number}{Enter}`);
};

test("a number is found in the newest 500 plays, and in older ones on request", async () => {
  const asked = answerManyPages(6);
  const { user } = openPlayersPage(<History />);
  await find(user, "42");
  expect(await screen.findByText("5 plays of 42 among your last 500 plays.")).toBeInTheDocument();
  expect(numbers()).toEqual(["42", "42", "42", "42", "42"]);
  expect([asked(), window.location.search]).toEqual([5, "?number=42"]);
  await user.click(screen.getByRole("button", { name: "Look through older plays" }));
  expect(await screen.findByText("6 plays of 42 among all your plays.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /older plays/ })).not.toBeInTheDocument();
});

test("another number is found without further requests, and an empty search shows all plays", async () => {
  const asked = answerManyPages(2);
  const { user } = openPlayersPage(<History />);
  await find(user, "42");
  expect(await screen.findByText("2 plays of 42 among all your plays.")).toBeInTheDocument();
  await find(user, "٧٠");
  expect(await screen.findByText("0 plays of 70 among all your plays.")).toBeInTheDocument();
  expect(asked()).toBe(2);
  await find(user, "");
  await expect.poll(numbers).toEqual(["41"]);
});

test("a search that fails shows an error, keeps the plays it has found, and can continue", async () => {
  answerManyPages(2);
  const { user } = openPlayersPage(<History />);
  await expect.poll(numbers).toEqual(["41"]);
  backend.use(
    http.get(RESULTS, ({ request }) =>
      request.url.includes("cursor=2") ? refusal(404, "not_found", "Not found.") : undefined,
    ),
  );
  await find(user, "42");
  expect(await screen.findByRole("alert")).toHaveTextContent("This doesn't exist anymore.");
  expect(screen.getByText("1 play of 42 among your last 100 plays.")).toBeInTheDocument();
  answerManyPages(2);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("2 plays of 42 among all your plays.")).toBeInTheDocument();
});

test("a search accepts only numbers", async () => {
  const asked = answerManyPages(1);
  const { user } = openPlayersPage(<History />);
  await find(user, "forty");
  expect(await screen.findByText("Enter a whole number.")).toBeInTheDocument();
  expect(asked()).toBe(0);
});

test("an empty history links to the game", async () => {
  openPlayersPage(<History />);
  expect(await screen.findByRole("link", { name: "Play your first number" })).toHaveAttribute(
    "href",
    "/play",
  );
  expect(screen.queryByRole("navigation", { name: "Pagination" })).not.toBeInTheDocument();
});

test("a page that fails to load shows an error and can be retried", async () => {
  answerPages();
  backend.use(http.get(RESULTS, () => refusal(404, "not_found", "Not found."), { once: true }));
  const { user } = openPlayersPage(<History />);
  expect(await screen.findByRole("alert")).toHaveTextContent("This doesn't exist anymore.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await expect.poll(numbers).toEqual(["41"]);
});

test("the export is requested with the player's token and saved as a file", async () => {
  const saved: string[] = [];
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:export", revokeObjectURL: () => {} }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(`${this.download} from ${this.href}`);
  });
  const tokens: (string | null)[] = [];
  backend.use(
    http.get(at("/api/game/results/export/"), ({ request }) => {
      tokens.push(request.headers.get("Authorization"));
      return HttpResponse.text("seq,number\n");
    }),
  );
  const { user } = openPlayersPage(<History />);
  await user.click(await screen.findByRole("button", { name: "Export as CSV" }));
  await expect.poll(() => saved).toEqual(["numberplay-results.csv from blob:export"]);
  expect(tokens).toEqual([expect.stringMatching(/^Bearer /)]);
});

test("a large export shows its progress while the server prepares it, then a link", async () => {
  const total_games = 20_001;
  const job = { id: "one", results: total_games, created_at: "2026-01-31T12:00:00Z" };
  const running = { ...job, state: "running", progress: 42, expires_at: null, url: null };
  const url = at("/api/game/exports/file/?token=signed");
  const ready = { ...running, state: "ready", progress: 100, expires_at: job.created_at, url };
  backend.use(
    http.get(at("/api/game/statistics/"), () =>
      HttpResponse.json({ ...NO_STATISTICS, total_games }),
    ),
    http.post(at("/api/game/exports/"), () => HttpResponse.json(running, { status: 202 })),
    http.get(at("/api/game/exports/one/"), () => HttpResponse.json(running), { once: true }),
    http.get(at("/api/game/exports/one/"), () => HttpResponse.json(ready)),
  );
  const { user } = openPlayersPage(<History />);
  await user.click(await screen.findByRole("button", { name: "Prepare CSV export" }));
  expect(await screen.findByText("Preparing your file: 42%")).toBeInTheDocument();
  const link = await screen.findByRole("link", { name: "Download your results" });
  expect(link).toHaveAttribute("href", url);
  expect(screen.queryByText(/Preparing/)).not.toBeInTheDocument();
});
