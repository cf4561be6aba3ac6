/** Renders a page with the real runtime, the real session, and a backend that answers over HTTP. */
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { PlayersOnly } from "@/features/auth/players-only";
import { startServices } from "@/app/providers/open-page";
import { Runtime } from "@/app/providers/runtime";
import { accessToken, at, backend } from "./backend";
import { FakeSocket } from "./fake-socket";
import { router } from "./router";

export function openPage(content: ReactNode) {
  const user = userEvent.setup();
  return { user, ...render(inRuntime(content)) };
}

export function inRuntime(content: ReactNode) {
  router.replace.mockReset();
  router.push.mockReset();
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  document.documentElement.dataset["backendPort"] = "8000";
  return <Runtime open={startServices}>{content}</Runtime>;
}

/** Opens a page for a signed-in player. */
export function openPlayersPage(content: ReactNode) {
  haveSession();
  return openPage(<PlayersOnly>{content}</PlayersOnly>);
}

/** Gives the browser a session, which the first refresh finds. */
export function haveSession(token = accessToken()) {
  document.cookie = "numberplay_signed_in=1; Path=/";
  backend.use(
    http.post(at("/auth/api/token/refresh/"), () => HttpResponse.json({ access: token })),
  );
}
