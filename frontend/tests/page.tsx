/** Renders a page with the real runtime, the real session, and a backend that answers over HTTP. */
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { PlayersOnly } from "@/features/auth/players-only";
import { readPreferences } from "@/entities/preferences/preferences";
import { type InitialRequest, Runtime } from "@/app/providers/runtime";
import { HINT_COOKIE } from "@/entities/session/session-hint";
import { accessToken, at, backend } from "./backend";
import { FakeSocket } from "./fake-socket";
import { router } from "./router";

export function openPage(content: ReactNode) {
  const user = userEvent.setup();
  return { user, ...render(inRuntime(content)) };
}

export function inRuntime(content: ReactNode) {
  router.replace.mockReset();
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  return <Runtime initialRequest={initialRequest()}>{content}</Runtime>;
}

/** What the server would have read from the initial request. */
function initialRequest(): InitialRequest {
  const cookies = cookiesSent();
  return {
    backendPort: "8000",
    preferences: readPreferences(cookies),
    hasSession: cookies.includes(HINT_COOKIE),
  };
}

function cookiesSent(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

/** A page of the game for a signed-in player. */
export function openPlayersPage(content: ReactNode) {
  haveSession();
  return openPage(<PlayersOnly>{content}</PlayersOnly>);
}

/** The browser has a session, which its first refresh finds. */
export function haveSession(token = accessToken()) {
  document.cookie = "numberplay_signed_in=1; Path=/";
  backend.use(
    http.post(at("/auth/api/token/refresh/"), () => HttpResponse.json({ access: token })),
  );
}
