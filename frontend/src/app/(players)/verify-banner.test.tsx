import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, onTestFinished, test } from "vitest";
import { at, backend, limited, PLAYER, recording } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { place } from "@tests/router";
import { PlayerMenu } from "@/features/auth/player-menu";
import { VerifyBanner } from "@/features/email-verification/verify-banner";

const RESEND = "/auth/api/email/verify/resend/";
const NAME = { name: "Verify your email address" };

test("players with an unverified email see the banner and can resend the link", async () => {
  const sent = recording("post", RESEND, () => HttpResponse.json({}, { status: 202 }));
  const { user } = openPlayersPage(<VerifyBanner />);
  expect(await screen.findByRole("complementary", NAME)).toHaveTextContent("ada@example.com");
  await user.click(await screen.findByRole("button", { name: "Resend link" }));
  expect(await screen.findByText(/We've sent you a link/)).toBeInTheDocument();
  expect(sent).toEqual([{ email: "ada@example.com" }]);
});

test("a rate-limited resend shows the time to wait", async () => {
  backend.use(http.post(at(RESEND), () => limited(30)));
  const { user } = openPlayersPage(<VerifyBanner />);
  await user.click(await screen.findByRole("button", { name: "Resend link" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Please wait 30 seconds.");
});

test("a dismissed banner stays hidden", async () => {
  const { user } = openPlayersPage(<VerifyBanner />);
  await user.click(await screen.findByRole("button", { name: "Not now" }));
  expect(screen.queryByRole("complementary", NAME)).not.toBeInTheDocument();
});

test("the banner isn't shown on the account page", async () => {
  place.pathname = "/account";
  onTestFinished(() => void (place.pathname = "/play"));
  await expectNotToBeAsked();
});

test("players with a verified email don't see the banner", async () => {
  const player = { ...PLAYER, email_verified: true };
  backend.use(http.get(at("/auth/api/user/"), () => HttpResponse.json(player)));
  await expectNotToBeAsked();
});

async function expectNotToBeAsked() {
  openPlayersPage(
    <>
      <VerifyBanner />
      <PlayerMenu />
    </>,
  );
  expect(await screen.findByRole("button", { name: "Account menu for ada" })).toBeInTheDocument();
  expect(screen.queryByRole("complementary", NAME)).not.toBeInTheDocument();
}
