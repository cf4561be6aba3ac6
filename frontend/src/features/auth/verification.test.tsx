import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test } from "vitest";
import { at, backend, PLAYER, recording, refusal } from "@tests/backend";
import { openPage } from "@tests/page";
import { Verification } from "./verification";

const VERIFY = "/auth/api/email/verify/";

afterEach(() => window.history.replaceState(null, "", "/"));

function openLink(address = "/verify#token=abc.def") {
  window.history.replaceState(null, "", address);
  return openPage(<Verification />);
}

test("opening the link verifies the address, once, and the token leaves the address bar", async () => {
  const user = { ...PLAYER, email_verified: true };
  const sent = recording("post", VERIFY, () => HttpResponse.json({ user }));
  openLink();
  expect(
    await screen.findByRole("heading", { name: "Your address is verified" }),
  ).toBeInTheDocument();
  expect(screen.getByText("ada@example.com belongs to your account.")).toBeInTheDocument();
  expect(sent).toEqual([{ token: "abc.def" }]);
  expect(window.location.href).toBe("http://localhost:3000/verify");
});

test("until the answer is here, the page says that it looks", () => {
  backend.use(http.post(at(VERIFY), () => new Promise<never>(() => {})));
  openLink();
  expect(screen.getByRole("status")).toBeInTheDocument();
});

test("a link that was used or is too old is told, and another one can be asked for", async () => {
  backend.use(http.post(at(VERIFY), () => refusal(400, "invalid_token", "No.", "token")));
  const sent = recording("post", "/auth/api/email/verify/resend/", () =>
    HttpResponse.json({}, { status: 202 }),
  );
  const { user } = openLink();
  expect(
    await screen.findByRole("heading", { name: "This link does not work" }),
  ).toBeInTheDocument();
  await user.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await user.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText(/a link is on its way/)).toBeInTheDocument();
  expect(sent).toEqual([{ email: "ada@example.com" }]);
});

test("a link without a token asks nothing of the backend", async () => {
  openLink("/verify");
  expect(
    await screen.findByRole("heading", { name: "This link does not work" }),
  ).toBeInTheDocument();
});

test("a refusal for another reason is told, and trying again verifies", async () => {
  backend.use(
    http.post(at(VERIFY), () => refusal(403, "permission_denied", "Not now."), { once: true }),
  );
  const { user } = openLink();
  expect(await screen.findByRole("alert")).toHaveTextContent("Not now.");
  backend.use(http.post(at(VERIFY), () => HttpResponse.json({ user: PLAYER })));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(
    await screen.findByRole("heading", { name: "Your address is verified" }),
  ).toBeInTheDocument();
});
