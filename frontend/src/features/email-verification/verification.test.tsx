import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test } from "vitest";
import { at, backend, done, PLAYER, recording, refusal } from "@tests/backend";
import { openPage } from "@tests/page";
import { Verification } from "./verification";

const VERIFY = "/auth/api/email/verify/";
const INSPECT = `${VERIFY}inspect/`;
const DISOWN = "/auth/api/email/disown/";

afterEach(() => window.history.replaceState(null, "", "/"));

/** The account that the link belongs to. */
function inspected() {
  return recording("post", INSPECT, () =>
    HttpResponse.json({ username: "ada", date_joined: "2026-01-05T12:00:00Z" }),
  );
}

const button = (name: string) => screen.findByRole("button", { name });
const heading = (name: string) => screen.findByRole("heading", { name });

function openLink(address = "/verify#token=abc.def") {
  window.history.replaceState(null, "", address);
  return openPage(<Verification />);
}

test("opening the link shows the account and its age without verifying anything yet", async () => {
  const asked = inspected();
  const sent = recording("post", VERIFY, () => HttpResponse.json({ user: PLAYER }));
  openLink();
  expect(await heading("Verify your email address")).toBeInTheDocument();
  expect(await screen.findByText("ada")).toHaveAttribute("translate", "no");
  expect(screen.getByText("Jan 5, 2026,")).toBeInTheDocument();
  expect(asked).toEqual([{ token: "abc.def" }]);
  expect(sent).toEqual([]);
  expect(window.location.href).toBe("http://localhost:3000/verify");
});

test("confirming verifies the address once", async () => {
  inspected();
  const verified = { ...PLAYER, email_verified: true };
  const sent = recording("post", VERIFY, () => HttpResponse.json({ user: verified }));
  const { user } = openLink();
  await user.dblClick(await button("Verify my address"));
  expect(await heading("Your address has been verified")).toBeInTheDocument();
  expect(screen.getByText("ada@example.com")).toBeInTheDocument();
  expect(sent).toEqual([{ token: "abc.def" }]);
});

test("disowning another person's account requires a confirmation and doesn't verify the address", async () => {
  inspected();
  const verified = recording("post", VERIFY, () => HttpResponse.json({ user: PLAYER }));
  const disowned = recording("post", DISOWN, done);
  const { user } = openLink();
  await user.click(await button("This isn't my account"));
  expect(await heading("Remove your address?")).toBeInTheDocument();
  await user.click(await button("Cancel"));
  await user.click(await button("This isn't my account"));
  expect(disowned).toEqual([]);
  await user.click(await button("Remove my address"));
  expect(await heading("Your address has been removed")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Register" })).toHaveAttribute("href", "/register");
  expect([disowned, verified]).toEqual([[{ token: "abc.def" }], []]);
});

test("an address that has since been verified isn't removed, and an error is shown", async () => {
  inspected();
  backend.use(
    http.post(at(DISOWN), () =>
      refusal(409, "email_already_verified", "This email address has already been verified."),
    ),
  );
  const { user } = openLink();
  await user.click(await button("This isn't my account"));
  await user.click(await button("Remove my address"));
  expect(await screen.findByRole("alert")).toHaveTextContent("has already been verified");
});

test("a loading status is shown until the response arrives", () => {
  backend.use(http.post(at(INSPECT), () => new Promise<never>(() => {})));
  openLink();
  expect(screen.getByRole("status")).toBeInTheDocument();
});

test.each([INSPECT, VERIFY, DISOWN])(
  "a link rejected by %s shows an error, and another one can be requested",
  async (path) => {
    inspected();
    backend.use(http.post(at(path), () => refusal(400, "invalid_token", "No.", "token")));
    const sent = recording("post", "/auth/api/email/verify/resend/", () =>
      HttpResponse.json({}, { status: 202 }),
    );
    const { user } = openLink();
    if (path === VERIFY) await user.click(await button("Verify my address"));
    if (path === DISOWN) {
      await user.click(await button("This isn't my account"));
      await user.click(await button("Remove my address"));
    }
    expect(await heading("This link is invalid")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Email"), "ada@example.com");
    await user.click(screen.getByRole("button", { name: "Send link" }));
    expect(await screen.findByText(/we've sent a link to that address/)).toBeInTheDocument();
    expect(sent).toEqual([{ email: "ada@example.com" }]);
  },
);

test("a link without a token sends no request", async () => {
  openLink("/verify");
  expect(await heading("This link is invalid")).toBeInTheDocument();
});

test("any other error is shown, and retrying verifies the address", async () => {
  inspected();
  backend.use(
    http.post(at(INSPECT), () => refusal(403, "permission_denied", "Not now."), { once: true }),
    http.post(at(VERIFY), () => refusal(403, "permission_denied", "Not yet."), { once: true }),
  );
  const { user } = openLink();
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "You don't have permission to do this.",
  );
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await user.click(await button("Verify my address"));
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "You don't have permission to do this.",
  );
  backend.use(http.post(at(VERIFY), () => HttpResponse.json({ user: PLAYER })));
  await user.click(await button("Verify my address"));
  expect(await heading("Your address has been verified")).toBeInTheDocument();
});
