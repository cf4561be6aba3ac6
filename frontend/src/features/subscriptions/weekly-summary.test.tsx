import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, PLAYER, recording, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { WeeklySummary } from "./weekly-summary";

const PATH = "/auth/api/email/subscriptions/";

const verified = () =>
  backend.use(
    http.get(at("/auth/api/user/"), () => HttpResponse.json({ ...PLAYER, email_verified: true })),
  );

test("the weekly summary is off until the player turns it on", async () => {
  verified();
  const sent = recording("patch", PATH, () => HttpResponse.json({ weekly_summary: true }));
  const { user } = openPlayersPage(<WeeklySummary />);
  const box = await screen.findByRole("switch", { name: /^Weekly summary/ });
  expect(box).not.toBeChecked();
  await user.click(box);
  await expect.poll(() => sent).toEqual([{ weekly_summary: true }]);
  expect(box).toBeChecked();
});

test("a change that fails is undone, and an error is shown", async () => {
  verified();
  backend.use(http.patch(at(PATH), () => refusal(403, "email_not_verified", "Verify it first.")));
  const { user } = openPlayersPage(<WeeklySummary />);
  await user.click(await screen.findByRole("switch", { name: /^Weekly summary/ }));
  expect(await screen.findByText("Your email settings couldn't be changed")).toBeVisible();
  expect(screen.getByRole("switch")).not.toBeChecked();
});

test("it can't be turned on before the address is verified", async () => {
  backend.use(
    http.get(at("/auth/api/user/"), () => HttpResponse.json({ ...PLAYER, email_verified: false })),
  );
  openPlayersPage(<WeeklySummary />);
  const box = await screen.findByRole("switch", { name: /^Weekly summary/ });
  expect(box).toBeDisabled();
  expect(box).toHaveAccessibleDescription("Verify your email address first.");
});
