/**
 * Ada starts an action in this tab. Then, in another tab, she signs out and Bob signs in. No action continues as Bob.
 */
import { act, fireEvent, screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { delay, http, HttpResponse } from "msw";
import type { ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { at, backend, limited, NO_STATISTICS, play, PLAYER, refusal } from "@tests/backend";
import { haveSession, openPage } from "@tests/page";
import { ADA, ADAS, answerLate, type LateAnswer, switchPlayers } from "@tests/switched-players";
import { AccountPage } from "@/app/(players)/account/account-page";
import { PlayerMenu } from "@/features/auth/player-menu";
import { PlayersOnly } from "@/features/auth/players-only";
import { GameBoard } from "@/app/(players)/play/game-board";
import { History } from "@/features/history/history";
import { StatisticsPage } from "@/features/statistics/statistics-page";
import * as files from "@/shared/lib/save-file";

interface Pending {
  of: string;
  page: ReactNode;
  late: LateAnswer;
  begin: (user: UserEvent) => Promise<unknown>;
}

const lateResult = () => HttpResponse.json(play(50, ADAS));
const playNumber = async (user: UserEvent) => {
  await user.type(await screen.findByLabelText("Your number"), "42{Enter}");
};
const nothing = () => Promise.resolve();
const PLAY = "/api/game/play/";

const PENDING: Pending[] = [
  {
    of: "a successful play",
    page: <GameBoard />,
    late: ["post", PLAY, lateResult],
    begin: playNumber,
  },
  {
    of: "a play whose response is lost",
    page: <GameBoard />,
    late: ["post", PLAY, () => HttpResponse.error()],
    begin: playNumber,
  },
  {
    of: "a play that fails on the server",
    page: <GameBoard />,
    late: ["post", PLAY, () => refusal(503, "x", "")],
    begin: playNumber,
  },
  {
    of: "a play whose token is rejected",
    page: <GameBoard />,
    late: ["post", PLAY, () => refusal(401, "x", "")],
    begin: playNumber,
  },
  {
    of: "a rate-limited play",
    page: <GameBoard />,
    late: ["post", PLAY, () => limited(1)],
    begin: playNumber,
  },
  {
    of: "a request for the newest results",
    page: <GameBoard />,
    late: ["get", "/api/game/history/", () => HttpResponse.json([play(50, ADAS)])],
    begin: nothing,
  },
  {
    of: "a request for a history page",
    page: <History />,
    late: [
      "get",
      "/api/game/results/",
      () => HttpResponse.json({ next: null, previous: null, results: [play(50, ADAS)] }),
    ],
    begin: nothing,
  },
  {
    of: "a request for the statistics",
    page: <StatisticsPage />,
    late: [
      "get",
      "/api/game/statistics/",
      () => HttpResponse.json({ ...NO_STATISTICS, total_games: ADAS }),
    ],
    begin: nothing,
  },
  {
    of: "a request for the player",
    page: <AccountPage />,
    late: [
      "get",
      "/auth/api/user/",
      () => HttpResponse.json({ ...PLAYER, username: String(ADAS) }),
    ],
    begin: nothing,
  },
  {
    of: "an account form",
    page: <AccountPage />,
    late: [
      "patch",
      "/auth/api/user/",
      () => HttpResponse.json({ ...PLAYER, username: String(ADAS) }),
    ],
    begin: async (user) => {
      const form = await screen.findByRole("form", { name: "Change username" });
      await user.click(within(form).getByRole("button", { name: "Save username" }));
    },
  },
  {
    of: "a confirmation dialog",
    page: <AccountPage />,
    late: ["delete", "/auth/api/user/", () => new HttpResponse(null, { status: 204 })],
    begin: async (user) => {
      await user.click(await screen.findByRole("button", { name: "Delete account…" }));
      // The dialog takes the focus from any other element, so the test waits for that first.
      const dialog = within(await screen.findByRole("dialog"));
      const password = dialog.getByLabelText("Password");
      await expect.poll(() => document.activeElement).toBe(password);
      await user.type(password, "seven wooden boats");
      await user.click(dialog.getByRole("button", { name: "Delete permanently" }));
    },
  },
  {
    of: "a sign-out",
    page: <PlayerMenu />,
    late: ["post", "/auth/api/logout/", () => new HttpResponse(null, { status: 204 })],
    begin: async (user) => {
      await user.click(await screen.findByRole("button", { name: "Account menu for ada" }));
      await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    },
  },
  {
    of: "a results export",
    page: <History />,
    late: ["get", "/api/game/results/export/", () => HttpResponse.text(String(ADAS))],
    begin: async (user) => user.click(await screen.findByRole("button", { name: "Export as CSV" })),
  },
  {
    of: "a failed export",
    page: <History />,
    late: ["get", "/api/game/results/export/", () => refusal(503, "x", String(ADAS))],
    begin: async (user) => user.click(await screen.findByRole("button", { name: "Export as CSV" })),
  },
  {
    of: "a data download",
    page: <AccountPage />,
    late: ["get", "/auth/api/user/export/", () => HttpResponse.json({ x: ADAS })],
    begin: async (user) =>
      user.click(await screen.findByRole("button", { name: "Download your data" })),
  },
];

beforeEach(() => void vi.spyOn(files, "saveFile").mockImplementation(() => {}));

test.each(PENDING)("$of is discarded when the session ends", async ({ page, late, begin }) => {
  haveSession(ADA);
  const { sent, held } = answerLate(late);
  const { user } = openPage(<PlayersOnly>{page}</PlayersOnly>);
  await begin(user);
  await expect.poll(() => held.length).toBeGreaterThan(0);

  await switchPlayers();
  const before = sent.length;
  for (const release of held) release();
  // Longer than the first delay before a play is retried.
  await act(() => delay(1500));

  const after = sent.slice(before);
  expect(after.filter((request) => !request.startsWith("bob GET"))).toEqual([]);
  expect(document.body).not.toHaveTextContent(String(ADAS));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(files.saveFile).not.toHaveBeenCalled();
  expect(document.cookie).toContain("numberplay_signed_in=1");
});

test("switching players in another tab also dismisses a message", async () => {
  haveSession(ADA);
  backend.use(http.post(at("/auth/api/logout/"), () => HttpResponse.error()));
  const { user } = openPage(<PlayerMenu />);
  await user.click(await screen.findByRole("button", { name: "Account menu for ada" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  expect(await screen.findByText("You're still signed in")).toBeInTheDocument();
  await switchPlayers();
  expect(screen.queryByText("You're still signed in")).not.toBeInTheDocument();
});
