import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, PLAYER, recording, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { Profile } from "./profile";

const USER = at("/auth/api/user/");

test("changing the username shows a confirmation", async () => {
  const sent = recording("patch", "/auth/api/user/", () =>
    HttpResponse.json({ ...PLAYER, username: "grace" }),
  );
  const { user } = openPlayersPage(<Profile />);
  const name = await screen.findByLabelText("Username");
  expect(name).toHaveValue("ada");
  await user.clear(name);
  await user.type(name, "grace");
  await user.click(screen.getByRole("button", { name: "Save username" }));
  expect(await screen.findByText(/^Your username is/)).toHaveTextContent(
    "Your username is now grace.",
  );
  expect(name).toHaveValue("grace");
  expect(sent).toEqual([{ username: "grace" }]);
});

test("a taken username shows a field error and stays in the field", async () => {
  backend.use(http.patch(USER, () => refusal(400, "unique", "This name is taken.", "username")));
  const { user } = openPlayersPage(<Profile />);
  const name = await screen.findByLabelText("Username");
  await user.clear(name);
  await user.type(name, "grace{Enter}");
  await expect.poll(() => name).toHaveAccessibleDescription("This username is already taken.");
  expect(name).toHaveValue("grace");
  expect(name).toHaveFocus();
});

test.each([
  [true, "Verified"],
  [false, "Not verified"],
])("the email's verification status is shown (verified: %s)", async (email_verified, words) => {
  backend.use(http.get(USER, () => HttpResponse.json({ ...PLAYER, email_verified })));
  openPlayersPage(<Profile />);
  expect(await screen.findByText(words)).toBeInTheDocument();
  const resend = screen.queryByRole("button", { name: "Resend link" });
  expect(resend === null).toBe(email_verified);
});

test("changing the email requires the password, and keeps the old address for now", async () => {
  const sent = recording("post", "/auth/api/email/change/", () =>
    HttpResponse.json({}, { status: 202 }),
  );
  const { user } = openPlayersPage(<Profile />);
  await user.click(await screen.findByRole("button", { name: "Change email" }));
  expect(screen.getByLabelText("New email")).toHaveFocus();
  await user.type(screen.getByLabelText("New email"), "new@example.com");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Send link" }));
  expect(await screen.findByText(/^Open the link we sent to/)).toHaveTextContent("new@example.com");
  expect(sent).toEqual([{ email: "new@example.com", password: "correct horse" }]);
  expect(screen.getByText("ada@example.com")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.getByRole("button", { name: "Change email" })).toHaveFocus();
});

test("a wrong password shows a field error and keeps the new address", async () => {
  const wrong = () => refusal(400, "invalid_password", "The password is not right.", "password");
  backend.use(http.post(at("/auth/api/email/change/"), wrong));
  const { user } = openPlayersPage(<Profile />);
  await user.click(await screen.findByRole("button", { name: "Change email" }));
  await user.type(screen.getByLabelText("New email"), "new@example.com");
  await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
  const password = screen.getByLabelText("Password");
  await expect.poll(() => password).toHaveAccessibleDescription("Incorrect password.");
  expect(screen.getByLabelText("New email")).toHaveValue("new@example.com");
});

test("a profile that fails to load can be retried", async () => {
  backend.use(http.get(USER, () => refusal(404, "not_found", "Not found."), { once: true }));
  const { user } = openPlayersPage(<Profile />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByLabelText("Username")).toHaveValue("ada");
});
