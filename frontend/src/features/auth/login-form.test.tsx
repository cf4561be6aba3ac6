import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, refusal, signedIn } from "@tests/backend";
import { openPage } from "@tests/page";
import { LoginForm } from "./login-form";
import { VisitorsOnly } from "./visitors-only";
import { router } from "@tests/router";

const LOGIN = at("/auth/api/login/");

function openLogin() {
  const { user } = openPage(
    <VisitorsOnly>
      <LoginForm />
    </VisitorsOnly>,
  );
  return {
    user,
    async logIn(email = "ada@example.com", password = "correct horse") {
      if (email) await user.type(screen.getByLabelText("E-mail"), email);
      if (password) await user.type(screen.getByLabelText("Password"), password);
      await user.click(screen.getByRole("button", { name: "Log in" }));
    },
  };
}

test("logging in asks for the browser's kind of session and leads to the game", async () => {
  const sent: unknown[] = [];
  backend.use(
    http.post(LOGIN, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(signedIn());
    }),
  );
  await openLogin().logIn();
  await expect.poll(() => router.replace.mock.calls).toEqual([["/play"]]);
  expect(sent).toEqual([
    { email: "ada@example.com", password: "correct horse", client: "browser" },
  ]);
  expect(document.cookie).toContain("numberplay_signed_in=1");
  expect(window.localStorage).toHaveLength(0);
  expect(window.sessionStorage).toHaveLength(0);
});

test("wrong credentials are told as one, and what was typed stays", async () => {
  const words = "No account has this e-mail address and password.";
  backend.use(http.post(LOGIN, () => refusal(401, "invalid_credentials", words)));
  await openLogin().logIn();
  expect(await screen.findByRole("alert")).toHaveTextContent(words);
  expect(screen.getByLabelText("E-mail")).toHaveValue("ada@example.com");
  expect(router.replace).not.toHaveBeenCalled();
});

test("empty fields are told without asking the backend, and the first one gets the focus", async () => {
  await openLogin().logIn("", "");
  const email = screen.getByLabelText("E-mail");
  expect(email).toHaveAccessibleDescription("Enter your e-mail address.");
  expect(email).toBeInvalid();
  expect(email).toHaveFocus();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Enter a password.");
});

test("a limit is told with the time to wait", async () => {
  const headers = { "Retry-After": "42" };
  backend.use(http.post(LOGIN, () => HttpResponse.json({ errors: [] }, { status: 429, headers })));
  await openLogin().logIn();
  expect(await screen.findByRole("alert")).toHaveTextContent("Please wait 42 seconds.");
});

test("a lost answer is told, and trying again works", async () => {
  backend.use(http.post(LOGIN, () => HttpResponse.error(), { once: true }));
  const { logIn, user } = openLogin();
  await logIn();
  expect(await screen.findByRole("alert")).toHaveTextContent("The server did not answer.");
  backend.use(http.post(LOGIN, () => HttpResponse.json(signedIn())));
  await user.click(screen.getByRole("button", { name: "Log in" }));
  await expect.poll(() => router.replace.mock.calls).toEqual([["/play"]]);
});
