import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { at, backend, play, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { History } from "./history";

const RESULTS = at("/api/game/results/");

/** Three pages of one result each. Records the requests. */
function answerPages() {
  const asked: string[] = [];
  backend.use(
    http.get(RESULTS, ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      const page = Number(searchParams.get("cursor") ?? 1);
      const next = page < 3 ? `${RESULTS}?cursor=${String(page + 1)}` : null;
      return HttpResponse.json({ next, previous: null, results: [play(page, page + 40, null)] });
    }),
  );
  return asked;
}

const numbers = () =>
  screen
    .queryAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);

test("pages can be navigated to the oldest result and back", async () => {
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
  expect(await screen.findByRole("alert")).toHaveTextContent("Not found.");
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
