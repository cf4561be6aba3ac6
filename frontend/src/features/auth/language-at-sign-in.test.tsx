import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { at, backend, PLAYER, signedIn } from "@tests/backend";
import { openPage } from "@tests/page";
import { reload } from "@/shared/lib/loading/reload";
import { LoginForm } from "./login-form";
import { RegisterForm } from "./register-form";

vi.mock("@/shared/lib/loading/reload", () => ({ reload: vi.fn() }));

beforeEach(() => void vi.mocked(reload).mockClear());
afterEach(() => {
  document.cookie = "numberplay_language=; Path=/; Max-Age=0";
});

async function signIn(language: string) {
  const answer = { ...signedIn(), user: { ...PLAYER, language } };
  backend.use(http.post(at("/auth/api/login/"), () => HttpResponse.json(answer)));
  const { user } = openPage(<LoginForm />);
  await user.type(screen.getByLabelText("Email"), "ada@example.com");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => document.cookie).toContain("numberplay_signed_in=1");
}

test("on a new device, the page is reloaded once in the account's language", async () => {
  await signIn("de");
  await waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  expect(document.cookie).toContain("numberplay_language=de");
});

test("the page isn't reloaded if it is already in that language", async () => {
  await signIn("en");
  await expect.poll(() => document.cookie).toContain("numberplay_language=en");
  expect(reload).not.toHaveBeenCalled();
});

test("a language that was chosen on this device is kept", async () => {
  document.cookie = "numberplay_language=ar; Path=/";
  await signIn("de");
  expect(document.cookie).toContain("numberplay_language=ar");
  expect(reload).not.toHaveBeenCalled();
});

test("a language that this version doesn't have is ignored", async () => {
  await signIn("tlh");
  expect(document.cookie).not.toContain("numberplay_language");
  expect(reload).not.toHaveBeenCalled();
});

test("without cookies, the page isn't reloaded", async () => {
  const answer = { ...signedIn(), user: { ...PLAYER, language: "de" }, refresh: "kept" };
  let signIns = 0;
  backend.use(
    http.post(at("/auth/api/login/"), () => {
      signIns += 1;
      return HttpResponse.json(answer);
    }),
  );
  vi.spyOn(document, "cookie", "get").mockReturnValue("");
  const { user } = openPage(<LoginForm />);
  await user.type(screen.getByLabelText("Email"), "ada@example.com");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => signIns).toBe(1);
  await waitFor(() => expect(screen.getByRole("button", { name: "Sign in" })).toBeEnabled());
  expect(reload).not.toHaveBeenCalled();
});

test("a new account gets the language of the page", async () => {
  const sent: unknown[] = [];
  backend.use(
    http.post(at("/auth/api/register/"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(signedIn(), { status: 201 });
    }),
  );
  const { user } = openPage(<RegisterForm />);
  await user.type(screen.getByLabelText("Username"), "ada");
  await user.type(screen.getByLabelText("Email"), "ada@example.com");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Register" }));
  await expect
    .poll(() => sent)
    .toEqual([
      {
        username: "ada",
        email: "ada@example.com",
        password: "correct horse",
        client: "browser",
        language: "en",
      },
    ]);
});
