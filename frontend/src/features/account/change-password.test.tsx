import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, done, recording } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { ChangePassword } from "./change-password";

const CHANGE = "/auth/api/password/change/";

async function change() {
  const { user } = openPlayersPage(<ChangePassword />);
  await user.type(await screen.findByLabelText("Current password"), "correct horse");
  await user.type(screen.getByLabelText("New password"), "seven wooden boats");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  return user;
}

test("changing the password clears the fields and shows its effect", async () => {
  const sent = recording("post", CHANGE, done);
  await change();
  expect(await screen.findByText(/signed out on all other devices/)).toBeInTheDocument();
  expect(sent).toEqual([{ current_password: "correct horse", password: "seven wooden boats" }]);
  expect(screen.getByLabelText("Current password")).toHaveValue("");
  expect(screen.getByLabelText("New password")).toHaveValue("");
});

test("errors are shown at their fields and in one summary, and the first field gets focus", async () => {
  const errors = [
    { code: "password_too_common", detail: "This password is too common.", attr: "password" },
    { code: "invalid_password", detail: "This is not it.", attr: "current_password" },
  ];
  backend.use(
    http.post(at(CHANGE), () =>
      HttpResponse.json({ type: "validation_error", errors }, { status: 400 }),
    ),
  );
  await change();
  const current = screen.getByLabelText("Current password");
  await expect.poll(() => current).toHaveAccessibleDescription("Incorrect password.");
  expect(current).toHaveFocus();
  expect(screen.getByLabelText("New password")).toHaveAccessibleDescription(/too common/);
  expect(screen.getByRole("alert", { name: "Please check these fields" })).toBeInTheDocument();
  expect(screen.queryByText(/signed out on all other devices/)).not.toBeInTheDocument();
});
