import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, refusal, signedIn } from "@tests/backend";
import { openPage } from "@tests/page";
import { RegisterForm } from "./register-form";
import { VisitorsOnly } from "./visitors-only";
import { router } from "@tests/router";

const REGISTER = at("/auth/api/register/");

async function register(password = "correct horse") {
  const { user } = openPage(
    <VisitorsOnly>
      <RegisterForm />
    </VisitorsOnly>,
  );
  await user.type(screen.getByLabelText("Username"), "ada");
  await user.type(screen.getByLabelText("Email"), "ada@example.com");
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Register" }));
  return user;
}

test("registering takes three fields and redirects to the game", async () => {
  const sent: unknown[] = [];
  backend.use(
    http.post(REGISTER, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(signedIn(), { status: 201 });
    }),
  );
  await register();
  await expect.poll(() => router.replace.mock.calls).toEqual([["/play"]]);
  expect(sent).toEqual([
    { username: "ada", email: "ada@example.com", password: "correct horse", client: "browser" },
  ]);
});

test("backend errors are shown at their fields, with all errors of a field together", async () => {
  const errors = [
    { code: "unique", detail: "This username is taken.", attr: "username" },
    { code: "password_too_short", detail: "This password is too short.", attr: "password" },
    { code: "password_too_common", detail: "This password is too common.", attr: "password" },
  ];
  backend.use(
    http.post(REGISTER, () =>
      HttpResponse.json({ type: "validation_error", errors }, { status: 400 }),
    ),
  );
  const user = await register("12345");
  const username = screen.getByLabelText("Username");
  await expect.poll(() => username).toHaveAccessibleDescription("This username is taken.");
  expect(username).toHaveFocus();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(
    "This password is too short. This password is too common.",
  );
  expect(screen.getByLabelText("Email")).toBeValid();
  const summary = screen.getByRole("alert", { name: "Please check these fields" });
  expect(within(summary).getAllByRole("button")).toHaveLength(2);
  await user.click(within(summary).getByRole("button", { name: /too short/ }));
  expect(screen.getByLabelText("Password")).toHaveFocus();
});

test("spaces around the password are kept, and spaces around the email are trimmed", async () => {
  const sent: unknown[] = [];
  backend.use(
    http.post(REGISTER, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(signedIn(), { status: 201 });
    }),
  );
  const { user } = openPage(<RegisterForm />);
  await user.type(screen.getByLabelText("Username"), " ada ");
  await user.type(screen.getByLabelText("Email"), " ada@example.com ");
  await user.type(screen.getByLabelText("Password"), " correct horse ");
  await user.click(screen.getByRole("button", { name: "Register" }));
  await expect
    .poll(() => sent)
    .toMatchObject([{ username: "ada", email: "ada@example.com", password: " correct horse " }]);
});

test("a single field error has no summary", async () => {
  backend.use(http.post(REGISTER, () => refusal(400, "unique", "This name is taken.", "username")));
  await register();
  const username = screen.getByLabelText("Username");
  await expect.poll(() => username).toHaveAccessibleDescription("This name is taken.");
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("the password can be shown", async () => {
  const { user } = openPage(<RegisterForm />);
  await user.type(screen.getByLabelText("Password"), "secret");
  const eye = screen.getByRole("button", { name: "Show password" });
  expect(eye).toHaveAttribute("aria-pressed", "false");
  await user.click(eye);
  expect(eye).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByLabelText("Password")).toHaveAttribute("type", "text");
});
