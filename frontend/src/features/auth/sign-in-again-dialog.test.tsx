import { screen } from "@testing-library/react";
import { useMutation } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { accessToken, at, backend, refusal, signedIn } from "@tests/backend";
import { openPlayersPage } from "@tests/page";
import { router } from "@tests/router";
import { PlayerMenu } from "./player-menu";

const RENAME = at("/auth/api/user/");

/** A page with an input and a request to send. */
function Writing() {
  const { player } = useServices();
  const { mutate, data, error } = useMutation({
    mutationFn: (username: string) =>
      answerOf(player.PATCH("/auth/api/user/", { body: { username } })),
  });
  return (
    <>
      <PlayerMenu />
      <input aria-label="Words" />
      <button onClick={() => mutate("grace")}>Send</button>
      <p>{data && `Sent as ${data.username}`}</p>
      <p>{error && `Not sent: ${error.name}`}</p>
    </>
  );
}

/** The page after the backend has ended the session, which the first request detects. */
async function openEnded() {
  const seen: (string | null)[] = [];
  const { user } = openPlayersPage(<Writing />);
  await screen.findByRole("button", { name: "Account menu for ada" });
  await user.type(screen.getByLabelText("Words"), "half a sent");
  const renewed = accessToken("back");
  backend.use(
    http.post(at("/auth/api/token/refresh/"), () => refusal(401, "session_ended", "Ended.")),
    http.patch(RENAME, ({ request }) => {
      const token = request.headers.get("Authorization");
      seen.push(token);
      if (token !== `Bearer ${renewed}`) return refusal(401, "session_ended", "Ended.");
      return HttpResponse.json({ username: "grace" });
    }),
  );
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByRole("dialog", { name: "Sign in to continue" })).toBeInTheDocument();
  return { user, renewed, seen };
}

test("an ended session opens a dialog over the page, and signing in resumes where it left off", async () => {
  const { user, renewed, seen } = await openEnded();
  expect(router.replace).not.toHaveBeenCalled();
  expect(screen.getByLabelText("Email")).toHaveValue("ada@example.com");
  backend.use(http.post(at("/auth/api/login/"), () => HttpResponse.json(signedIn(renewed))));
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByLabelText("Words")).toHaveValue("half a sent");
  expect(await screen.findByText("Sent as grace")).toBeInTheDocument();
  expect(seen).toEqual([`Bearer ${accessToken()}`, `Bearer ${renewed}`]);
});

test("another player's sign-in discards the previous player's request and input", async () => {
  const { user, seen } = await openEnded();
  const another = accessToken("g", { player: "2" });
  backend.use(http.post(at("/auth/api/login/"), () => HttpResponse.json(signedIn(another))));
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByLabelText("Words")).toHaveValue("");
  expect(seen).toHaveLength(1);
});

test("leaving without signing in redirects to sign-in and sends nothing", async () => {
  const { user, seen } = await openEnded();
  await user.click(screen.getByRole("button", { name: "Leave without signing in" }));
  await expect.poll(() => router.replace.mock.calls).toEqual([["/login"]]);
  expect(screen.queryByLabelText("Words")).not.toBeInTheDocument();
  expect(seen).toHaveLength(1);
});
