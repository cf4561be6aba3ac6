import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { accessToken, at, backend, refusal } from "@tests/backend";
import { haveSession, openPage } from "@tests/page";
import { router } from "@tests/router";
import { PlayerMenu } from "./player-menu";
import { PlayersOnly } from "./players-only";
import { SignOutNote } from "./sign-out-note";

const REFRESH = at("/auth/api/token/refresh/");

const board = (
  <PlayersOnly>
    <p>The board</p>
  </PlayersOnly>
);

const page = (
  <>
    <PlayerMenu />
    {board}
    <SignOutNote />
  </>
);

async function logOut(user: UserEvent) {
  await user.click(await screen.findByRole("button", { name: "Account menu for ada" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
}

/** Sends a message as another tab of this browser would. */
function receiveFromAnotherTab(message: object) {
  const channel = new BroadcastChannel("numberplay.session");
  channel.postMessage(message);
  channel.close();
}

test("visitors are redirected to sign-in without a request to the backend", async () => {
  openPage(board);
  await expect.poll(() => router.replace.mock.calls).toEqual([["/login"]]);
  expect(screen.queryByText("The board")).not.toBeInTheDocument();
});

test("the redirect to sign-in keeps the requested page as the destination", async () => {
  window.history.replaceState(null, "", "/account?part=devices");
  openPage(board);
  await expect
    .poll(() => router.replace.mock.calls)
    .toEqual([["/login?next=%2Faccount%3Fpart%3Ddevices"]]);
  window.history.replaceState(null, "", "/");
});

test("the player is still signed in after a reload", async () => {
  haveSession();
  openPage(page);
  // The page doesn't wait until the session is found.
  expect(screen.getByText("The board")).toBeInTheDocument();
  expect(await screen.findByText("ada")).toBeInTheDocument();
  expect(router.replace).not.toHaveBeenCalled();
});

test("an ended session redirects to sign-in with a message", async () => {
  document.cookie = "numberplay_signed_in=1; Path=/";
  backend.use(http.post(REFRESH, () => refusal(401, "session_ended", "The session has ended.")));
  openPage(page);
  expect(
    await screen.findByText("Your session has ended. Sign in to continue."),
  ).toBeInTheDocument();
  expect(router.replace).toHaveBeenCalledWith("/login");
});

test("an unreachable backend shows an error, and retrying restores the session", async () => {
  haveSession();
  backend.use(http.post(REFRESH, () => HttpResponse.error(), { once: true }));
  const { user } = openPage(board);
  expect(await screen.findByRole("alert")).toHaveTextContent("The server isn't responding.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("The board")).toBeInTheDocument();
});

test("signing out ends the session on the backend and redirects to sign-in", async () => {
  haveSession();
  const seen: (string | null)[] = [];
  backend.use(
    http.post(at("/auth/api/logout/"), ({ request }) => {
      seen.push(request.headers.get("Authorization"));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = openPage(page);
  await logOut(user);
  await expect.poll(() => router.replace.mock.calls).toEqual([["/login"]]);
  expect(seen).toEqual([`Bearer ${accessToken()}`]);
  expect(document.cookie).not.toContain("numberplay_signed_in");
  expect(screen.getByText("You're signed out.")).toBeInTheDocument();
});

test("a sign-out that doesn't reach the backend shows an error and keeps the player signed in", async () => {
  haveSession();
  backend.use(http.post(at("/auth/api/logout/"), () => HttpResponse.error()));
  const { user } = openPage(page);
  await logOut(user);
  expect(await screen.findByText("You're still signed in")).toBeInTheDocument();
  expect(screen.getByText("The board")).toBeInTheDocument();
  expect(router.replace).not.toHaveBeenCalled();
});

test("signing out in another tab also signs out this one", async () => {
  haveSession();
  openPage(page);
  await screen.findByText("The board");
  receiveFromAnotherTab({ type: "signed-out" });
  expect(await screen.findByText("You signed out in another tab.")).toBeInTheDocument();
  expect(screen.queryByText("The board")).not.toBeInTheDocument();
});

test("the menu shows the whole name, which may not fit into the header", async () => {
  haveSession();
  const { user } = openPage(page);
  await user.click(await screen.findByRole("button", { name: "Account menu for ada" }));
  expect(within(await screen.findByRole("menu")).getByText("ada")).toBeInTheDocument();
});

test("a menu left open at sign-out is closed for the next player", async () => {
  haveSession();
  const { user } = openPage(page);
  await logOut(user);
  await expect.poll(() => router.replace.mock.calls).toEqual([["/login"]]);
  receiveFromAnotherTab({ type: "signed-in", access: accessToken() });
  expect(await screen.findByRole("button", { name: "Account menu for ada" })).toBeInTheDocument();
  expect(screen.queryByRole("menuitem")).not.toBeInTheDocument();
});

test("signing in from another tab also signs in this one", async () => {
  openPage(board);
  await expect.poll(() => router.replace.mock.calls).toEqual([["/login"]]);
  receiveFromAnotherTab({ type: "signed-in", access: accessToken() });
  expect(await screen.findByText("The board")).toBeInTheDocument();
});

test("another player's sign-in removes the previous player's data", async () => {
  haveSession();
  openPage(page);
  await screen.findByText("ada");
  backend.use(http.get(at("/auth/api/user/"), () => HttpResponse.json({ username: "grace" })));
  receiveFromAnotherTab({ type: "signed-in", access: accessToken("g", { player: "2" }) });
  expect(await screen.findByText("grace")).toBeInTheDocument();
  expect(screen.queryByText("ada")).not.toBeInTheDocument();
});
