import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { at, backend, limited, recording } from "@tests/backend";
import { openPage } from "@tests/page";
import { ForgotForm } from "./forgot-form";

const RESET = "/auth/api/password/reset/";

async function ask(email: string) {
  const { user } = openPage(<ForgotForm />);
  if (email) await user.type(screen.getByLabelText("Email"), email);
  await user.click(screen.getByRole("button", { name: "Send link" }));
  return user;
}

test("requesting a link doesn't reveal whether the address has an account", async () => {
  const sent = recording("post", RESET, () => HttpResponse.json({}, { status: 202 }));
  await ask(" ada@example.com ");
  await expect
    .poll(() => screen.getByRole("status").textContent)
    .toContain("If ada@example.com belongs to an account, we've sent a link to that address.");
  expect(sent).toEqual([{ email: "ada@example.com" }]);
  expect(screen.getByRole("button", { name: "Send another link" })).toBeInTheDocument();
});

test("an empty email shows a field error", async () => {
  await ask("");
  const email = screen.getByLabelText("Email");
  await expect.poll(() => email).toHaveAccessibleDescription("Enter your email address.");
  expect(email).toHaveFocus();
});

test("a rate-limited request shows the time to wait", async () => {
  backend.use(http.post(at(RESET), () => limited(42)));
  await ask("ada@example.com");
  expect(await screen.findByRole("alert")).toHaveTextContent("Please wait 42 seconds.");
  expect(screen.queryByText("Check your inbox")).not.toBeInTheDocument();
});

test("a lost response shows an error and keeps the input", async () => {
  backend.use(http.post(at(RESET), () => HttpResponse.error()));
  await ask("ada@example.com");
  expect(await screen.findByRole("alert")).toHaveTextContent("The server isn't responding.");
  expect(screen.getByLabelText("Email")).toHaveValue("ada@example.com");
});
