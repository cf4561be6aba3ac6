import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, refusal, signedIn } from "@tests/backend";
import { openPage } from "@tests/page";
import { LoginForm } from "./login-form";
import { VisitorsOnly } from "./visitors-only";
import { router } from "@tests/router";

const LOGIN = at("/auth/api/login/");

function openLogin(query = "") {
  window.history.replaceState(null, "", `/login${query}`);
  const { user } = openPage(
    <VisitorsOnly>
      <LoginForm />
    </VisitorsOnly>,
  );
  return {
    user,
    async logIn(email = "ada@example.com", password = "correct horse") {
      if (email) await user.type(screen.getByLabelText("Email"), email);
      if (password) await user.type(screen.getByLabelText("Password"), password);
      await user.click(screen.getByRole("button", { name: "Sign in" }));
    },
  };
}

test("signing in requests a browser session and redirects to the game", async () => {
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

test("wrong credentials show one error message and keep the email", async () => {
  backend.use(http.post(LOGIN, () => refusal(401, "invalid_credentials", "No such account.")));
  await openLogin().logIn();
  expect(await screen.findByRole("alert")).toHaveTextContent(/^Incorrect email or password\.$/);
  expect(screen.getByLabelText("Email")).toHaveValue("ada@example.com");
  expect(router.replace).not.toHaveBeenCalled();
});

test("empty fields show errors without a request, and the first one gets focus", async () => {
  await openLogin().logIn("", "");
  const email = screen.getByLabelText("Email");
  expect(email).toHaveAccessibleDescription("Enter your email address.");
  expect(email).toBeInvalid();
  expect(email).toHaveFocus();
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Enter a password.");
});

test("the destination is kept when registering instead", async () => {
  backend.use(http.post(LOGIN, () => HttpResponse.json(signedIn())));
  const { logIn } = openLogin("?next=%2Faccount");
  expect(screen.getByRole("link", { name: "Register" })).toHaveAttribute(
    "href",
    "/register?next=%2Faccount",
  );
  await logIn();
  await expect.poll(() => router.replace.mock.calls).toEqual([["/account"]]);
});

test("a rate limit shows a countdown and disables the button until it ends", async () => {
  let tries = 0;
  backend.use(
    http.post(LOGIN, () => {
      tries += 1;
      const headers = { "Retry-After": "3" };
      return HttpResponse.json({ errors: [] }, { status: 429, headers });
    }),
  );
  const { logIn, user } = openLogin();
  await logIn();
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Please wait 3 seconds.");
  const shown: (string | null)[] = [];
  const watch = new MutationObserver(() => shown.push(alert.textContent));
  watch.observe(alert, { subtree: true, childList: true, characterData: true });
  const button = screen.getByRole("button", { name: "Sign in" });
  expect(button).toHaveAttribute("aria-disabled", "true");
  await user.click(button);
  await expect.poll(() => alert.textContent).toBe("You can try again now.");
  watch.disconnect();
  expect(shown.join()).toMatch(/wait [12] second/);
  expect(tries).toBe(1);
  await user.click(button);
  await expect.poll(() => tries).toBe(2);
});

test("a lost response shows an error, and retrying works", async () => {
  backend.use(http.post(LOGIN, () => HttpResponse.error(), { once: true }));
  const { logIn, user } = openLogin();
  await logIn();
  expect(await screen.findByRole("alert")).toHaveTextContent("The server isn't responding.");
  backend.use(http.post(LOGIN, () => HttpResponse.json(signedIn())));
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => router.replace.mock.calls).toEqual([["/play"]]);
});

/** A backend that requires this code in addition to the password. */
function secondFactor(accepted: string) {
  const sent: unknown[] = [];
  backend.use(
    http.post(LOGIN, async ({ request }) => {
      const body = (await request.json()) as { code?: string };
      sent.push(body.code);
      if (body.code === undefined)
        return refusal(401, "second_factor_required", "A code is needed.");
      if (body.code === accepted) return HttpResponse.json(signedIn());
      return refusal(401, "invalid_second_factor", "This code is not right.");
    }),
  );
  return sent;
}

test("a second factor is requested after the password, with focus on the code field", async () => {
  const sent = secondFactor("123456");
  const { logIn, user } = openLogin();
  await logIn();
  const code = await screen.findByLabelText("Code from your authenticator app");
  expect(code).toHaveFocus();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  await user.type(code, "000000{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "This code is incorrect or has already been used.",
  );
  expect(router.replace).not.toHaveBeenCalled();
  await user.clear(code);
  await user.type(code, "123456{Enter}");
  await expect.poll(() => router.replace.mock.calls).toEqual([["/play"]]);
  expect(sent).toEqual([undefined, "000000", "123456"]);
});

test("a recovery code can replace the app's code, and going back clears the form", async () => {
  secondFactor("abcd-efgh");
  const { logIn, user } = openLogin();
  await logIn();
  await user.click(await screen.findByRole("button", { name: "Use a recovery code instead" }));
  expect(screen.getByLabelText("Recovery code")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByLabelText("Password")).toHaveValue("");
  await logIn("", "correct horse");
  expect(await screen.findByLabelText("Email")).toHaveAccessibleDescription(/Enter your email/);
});
