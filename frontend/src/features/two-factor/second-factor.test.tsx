import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { at, backend, PLAYER, recording, refusal } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { SecondFactor } from "./second-factor";

const TOTP = "/auth/api/totp/";
const CODES = Array.from({ length: 10 }, (_, index) => `code-${String(index)}`);
const BEGUN = { secret: "ABCDEFGHIJ", uri: "otpauth://totp/NumberPlay:ada?secret=ABCDEFGHIJ" };

function isVerified(email_verified: boolean) {
  backend.use(
    http.get(at("/auth/api/user/"), () => HttpResponse.json({ ...PLAYER, email_verified })),
  );
}

beforeEach(() => isVerified(true));

function isOn(recovery_codes_left = 10) {
  const status = { enabled: true, recovery_codes_left };
  backend.use(http.get(at(TOTP), () => HttpResponse.json(status)));
}

async function begin() {
  recording("post", TOTP, () => HttpResponse.json(BEGUN));
  const { user } = openPlayersPage(<SecondFactor />);
  await user.click(await screen.findByRole("button", { name: "Turn on…" }));
  await screen.findByRole("dialog", { name: "Turn on two-factor authentication" });
  await user.type(screen.getByLabelText("Password"), "correct horse{Enter}");
  return { user, code: await screen.findByLabelText("Code") };
}

test("two-factor authentication is turned on with the password, the QR code or the key, and a code", async () => {
  const sent = recording("post", `${TOTP}confirm/`, () =>
    HttpResponse.json({ recovery_codes: CODES }),
  );
  const { user, code } = await begin();
  expect(code).toHaveFocus();
  expect(
    await screen.findByRole("img", { name: "QR code for your authenticator app" }),
  ).toBeInTheDocument();
  expect(screen.getByText("ABCD EFGH IJ")).toBeInTheDocument();
  isOn();
  await user.type(code, "123456{Enter}");
  const list = await screen.findByRole("list", { name: "Recovery codes" });
  expect(
    within(list)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(CODES);
  expect(sent).toEqual([{ code: "123456" }]);
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(`${CODES.join("\n")}\n`);
  await user.click(screen.getByRole("button", { name: "I've saved them" }));
  expect(await screen.findByText(/You have 10 recovery codes left\./)).toBeInTheDocument();
  expect(screen.queryByText("code-0")).not.toBeInTheDocument();
});

test("a wrong code shows a field error and keeps the key visible", async () => {
  const wrong = () => refusal(400, "invalid_code", "This code is not right.", "code");
  backend.use(http.post(at(`${TOTP}confirm/`), wrong));
  const { user, code } = await begin();
  await user.type(code, "000000{Enter}");
  await expect
    .poll(() => code)
    .toHaveAccessibleDescription(/This code is incorrect or has already been used\./);
  expect(screen.getByText("ABCD EFGH IJ")).toBeInTheDocument();
});

test("two-factor authentication requires a verified email", async () => {
  isVerified(false);
  openPlayersPage(<SecondFactor />);
  expect(await screen.findByText("Verify your email address first.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Turn on…" })).not.toBeInTheDocument();
});

test("canceling the setup doesn't turn on two-factor authentication", async () => {
  const { user } = await begin();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Turn on…" })).toBeInTheDocument();
});

test("new recovery codes require both factors and replace the old ones", async () => {
  isOn(1);
  const sent = recording("post", `${TOTP}recovery-codes/`, () =>
    HttpResponse.json({ recovery_codes: CODES }),
  );
  const { user } = openPlayersPage(<SecondFactor />);
  expect(await screen.findByText(/You have 1 recovery code left\./)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Generate new recovery codes…" }));
  await user.type(await screen.findByLabelText("Password"), "correct horse");
  await user.type(screen.getByLabelText("Code"), "123456{Enter}");
  expect(await screen.findByText("code-9")).toBeInTheDocument();
  expect(sent).toEqual([{ password: "correct horse", code: "123456" }]);
});

test("two-factor authentication is turned off with both factors", async () => {
  isOn();
  const sent = recording("delete", TOTP, () => {
    backend.use(
      http.get(at(TOTP), () => HttpResponse.json({ enabled: false, recovery_codes_left: 0 })),
    );
    return new HttpResponse(null, { status: 204 });
  });
  const { user } = openPlayersPage(<SecondFactor />);
  await user.click(await screen.findByRole("button", { name: "Turn off…" }));
  await user.type(await screen.findByLabelText("Password"), "correct horse");
  await user.type(screen.getByLabelText("Code"), "123456{Enter}");
  expect(await screen.findByRole("button", { name: "Turn on…" })).toBeInTheDocument();
  expect(sent).toEqual([{ password: "correct horse", code: "123456" }]);
});

test("a status that fails to load can be retried", async () => {
  backend.use(http.get(at(TOTP), () => refusal(404, "not_found", "No."), { once: true }));
  const { user } = openPlayersPage(<SecondFactor />);
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Turn on…" })).toBeInTheDocument();
});
