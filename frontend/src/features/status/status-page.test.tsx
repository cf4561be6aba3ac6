import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend } from "@tests/backend";
import { openPage } from "@tests/page";
import { StatusPage } from "./status-page";

const HEALTH = at("/health/");
const UP = { database: "up", cache: "up", channel_layer: "up", tasks: "up" };

const answer = (status: string, checks: object, code = 200) =>
  backend.use(
    http.get(HEALTH, () =>
      HttpResponse.json({ status, version: "1", build: "b", checks }, { status: code }),
    ),
  );

const row = (name: string) =>
  screen.getAllByRole("listitem").find((item) => within(item).queryByText(name));

test.each([
  ["healthy", UP, 200, "All systems are operational.", "Operational"],
  ["degraded", { ...UP, tasks: "down" }, 200, "The game works", "Unavailable"],
  ["unhealthy", { ...UP, tasks: "down" }, 503, "The game is unavailable.", "Unavailable"],
])("the %s status is described", async (status, checks, code, verdict, tasks) => {
  answer(status, checks, code);
  openPage(<StatusPage />);
  expect(await screen.findByRole("status")).toHaveTextContent(verdict);
  expect(row("Email and background jobs")).toHaveTextContent(tasks);
  expect(row("Server")).toHaveTextContent(/Responds in \d+ ms/);
});

test("a read-only database pauses only plays", async () => {
  answer("degraded", { ...UP, database: "read_only" });
  openPage(<StatusPage />);
  expect(await screen.findByRole("status")).toHaveTextContent(
    "Plays are paused because the database is read-only. Your results are safe.",
  );
  expect(row("Results")).toHaveTextContent("Read-only");
  expect(row("Cache")).toHaveTextContent("Operational");
});

test("an unresponsive server is reported and can be checked again", async () => {
  backend.use(http.get(HEALTH, () => HttpResponse.error(), { once: true }));
  const { user } = openPage(<StatusPage />);
  const again = await screen.findByRole("button", { name: "Try again" });
  expect(row("Server")).toHaveTextContent("Not responding");
  answer("healthy", UP);
  await user.click(again);
  expect(await screen.findByText("All systems are operational.")).toBeInTheDocument();
});
