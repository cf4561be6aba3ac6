/** The states of a player's other pages. */
import {
  alert,
  ALL,
  cell,
  dialog,
  EVERYWHERE,
  LIGHT,
  NEW_PLAYER,
  type Picture,
  refused,
  unanswered,
} from "./picture";

export const PAGES: Record<string, Picture> = {
  history: { path: "/history", looks: [...EVERYWHERE, "print"], shows: cell("9998") },
  "history-new": {
    path: "/history",
    looks: LIGHT,
    scene: NEW_PLAYER,
    shows: (page) => page.getByRole("link", { name: "Play your first number" }),
  },
  "history-loading": {
    path: "/history",
    looks: LIGHT,
    scene: unanswered("/api/game/results/"),
    shows: (page) => page.getByTestId("skeleton").first(),
  },
  "history-error": {
    path: "/history",
    looks: LIGHT,
    scene: { answers: { "GET /api/game/results/": refused(500, "error", "Error.") } },
    shows: alert,
  },
  statistics: {
    path: "/statistics",
    looks: [...EVERYWHERE, "print"],
    shows: (page) => page.getByTestId("chart").last(),
  },
  "statistics-new": {
    path: "/statistics",
    looks: LIGHT,
    scene: NEW_PLAYER,
    shows: (page) => page.getByText("Nothing to show yet"),
  },
  account: {
    path: "/account",
    looks: ALL,
    shows: (page) => page.getByRole("button", { name: "Turn on…" }),
  },
  "account-delete": {
    path: "/account",
    looks: LIGHT,
    reach: (page) => page.getByRole("button", { name: "Delete account…" }).click(),
    shows: dialog,
  },
};
