import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, done, limited, recording, refusal, signedIn } from "@tests/backend";
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
    {
      username: "ada",
      email: "ada@example.com",
      password: "correct horse",
      client: "browser",
      language: "en",
    },
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
  await expect.poll(() => username).toHaveAccessibleDescription("This username is already taken.");
  expect(username).toHaveFocus();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(
    "This password is too short. It must contain at least 8 characters. This password is too common.",
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
  await expect.poll(() => username).toHaveAccessibleDescription("This username is already taken.");
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

const CHECK = "/auth/api/password/check/";
const COMMON = "This password is too common.";
const common = () => refusal(400, "password_too_common", COMMON, "password");

async function choose(password: string) {
  const { user } = openPage(<RegisterForm />);
  await user.type(screen.getByLabelText("Username"), "ada");
  await user.type(screen.getByLabelText("Password"), password);
  await user.tab();
  return user;
}

test("the server checks a password when its field loses focus, together with the other fields", async () => {
  const sent = recording("post", CHECK, done);
  await choose("seven wooden boats");
  const password = screen.getByLabelText("Password");
  await expect.poll(() => password).toHaveAccessibleDescription("You can use this password.");
  expect(sent).toEqual([{ username: "ada", email: "", password: "seven wooden boats" }]);
});

test("a rejected password shows the server's reason until it is changed", async () => {
  const sent = recording("post", CHECK, common);
  const user = await choose("password1");
  const password = screen.getByLabelText("Password");
  await expect.poll(() => password).toHaveAccessibleDescription(COMMON);
  await user.type(password, "2");
  expect(password).not.toHaveAccessibleDescription();
  await user.tab();
  await expect.poll(() => sent).toHaveLength(2);
});

test("no check is sent without a password, or again without a change", async () => {
  const sent = recording("post", CHECK, done);
  const user = await choose("seven wooden boats");
  expect(await screen.findByText("You can use this password.")).toBeInTheDocument();
  await user.click(screen.getByLabelText("Username"));
  await user.click(screen.getByLabelText("Email"));
  expect(sent).toHaveLength(1);
});

test("without a response, no verdict on the password is shown", async () => {
  const sent = recording("post", CHECK, () => limited(60));
  await choose("password1");
  await expect.poll(() => sent).toHaveLength(1);
  expect(screen.getByLabelText("Password")).not.toHaveAccessibleDescription();
  expect(screen.getByRole("button", { name: "Register" })).toHaveAttribute(
    "aria-disabled",
    "false",
  );
});

test("the form's error replaces the verdict on the password", async () => {
  recording("post", CHECK, common);
  backend.use(http.post(REGISTER, common));
  const user = await choose("password1");
  expect(await screen.findByText(COMMON)).toBeInTheDocument();
  await user.type(screen.getByLabelText("Email"), "ada@example.com");
  await user.click(screen.getByRole("button", { name: "Register" }));
  await expect.poll(() => screen.getByLabelText("Password")).toBeInvalid();
  expect(screen.getAllByText(COMMON)).toHaveLength(1);
});
