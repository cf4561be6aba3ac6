import { act, screen } from "@testing-library/react";
import { http } from "msw";
import { afterEach, expect, test } from "vitest";
import { at, backend, done, recording, refusal } from "@tests/backend";
import { haveSession, openPage } from "@tests/page";
import { PlayersOnly } from "@/features/auth/players-only";
import { ResetForm } from "@/features/password-reset/reset-form";

const CONFIRM = "/auth/api/password/reset/confirm/";

afterEach(() => window.history.replaceState(null, "", "/"));

function openLink(address: string) {
  window.history.replaceState(null, "", address);
  return openPage(<ResetForm />);
}

async function choose(password = "seven wooden boats") {
  const { user } = openLink("/reset#token=abc.def");
  await user.type(await screen.findByLabelText("New password"), password);
  await user.click(screen.getByRole("button", { name: "Save new password" }));
}

test("the token is removed from the address bar on load", async () => {
  openLink("/reset#token=abc.def");
  expect(await screen.findByLabelText("New password")).toBeInTheDocument();
  expect(window.location.href).toBe("http://localhost:3000/reset");
});

test("a new password is set with the token from the link", async () => {
  const sent = recording("post", CONFIRM, done);
  await choose();
  expect(
    await screen.findByRole("heading", { name: "Your password has been changed" }),
  ).toBeInTheDocument();
  expect(sent).toEqual([{ token: "abc.def", password: "seven wooden boats" }]);
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/login");
});

test("a reset that ends this browser's session takes effect immediately", async () => {
  recording("post", CONFIRM, done);
  haveSession();
  window.history.replaceState(null, "", "/reset#token=abc");
  const { user } = openPage(
    <>
      <ResetForm />
      <PlayersOnly>
        <p>The board</p>
      </PlayersOnly>
    </>,
  );
  await expect.poll(() => document.body.textContent).toContain("The board");
  await user.type(await screen.findByLabelText("New password"), "seven wooden boats");
  const ended = () => refusal(401, "session_ended", "The session has ended.");
  backend.use(http.post(at("/auth/api/token/refresh/"), ended));
  await user.click(screen.getByRole("button", { name: "Save new password" }));
  expect(await screen.findByRole("dialog", { name: "Sign in to continue" })).toBeInTheDocument();
});

test("a weak password shows a field error, and the link still works", async () => {
  const errors = () =>
    refusal(400, "password_too_short", "This password is too short.", "password");
  backend.use(http.post(at(CONFIRM), errors));
  await choose("1234");
  const password = screen.getByLabelText("New password");
  await expect
    .poll(() => password)
    .toHaveAccessibleDescription(
      "This password is too short. It must contain at least 8 characters.",
    );
  expect(password).toHaveFocus();
});

test.each([
  ["used or expired", "/reset#token=abc"],
  ["missing its token", "/reset"],
])("a link that is %s offers to request another", async (_what, address) => {
  backend.use(http.post(at(CONFIRM), () => refusal(400, "invalid_token", "No.", "token")));
  const { user } = openLink(address);
  if (address.includes("token")) {
    await user.type(await screen.findByLabelText("New password"), "seven wooden boats");
    await user.click(screen.getByRole("button", { name: "Save new password" }));
  }
  expect(await screen.findByRole("heading", { name: "This link is invalid" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Request another link" })).toHaveAttribute(
    "href",
    "/forgot",
  );
});

test("another link opened in the same tab is used", async () => {
  const sent = recording("post", CONFIRM, done);
  const { user } = openLink("/reset");
  await screen.findByRole("heading", { name: "This link is invalid" });
  act(() => {
    window.history.replaceState(null, "", "/reset#token=second");
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  });
  await user.type(await screen.findByLabelText("New password"), "seven wooden boats");
  await user.click(screen.getByRole("button", { name: "Save new password" }));
  await expect.poll(() => sent).toMatchObject([{ token: "second" }]);
});
