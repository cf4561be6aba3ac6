/** The page that a player is taken to after signing in. Anyone can write a link, so `next` is checked. */
import type { Route } from "next";

const GAME = "/play";
const NOT_FOR_PLAYERS = ["/", "/login", "/register"];
/** Any origin works, because URLs with another origin are rejected. */
const HERE = "http://here.invalid";

/** Always returns a path in this web app, even if `next` isn't one. The page may not exist. */
export function safeDestination(next: unknown): Route {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, HERE)) return GAME;
  const { origin, pathname, search, hash } = new URL(next, HERE);
  // `/.//evil.example` has the right origin, but browsers would interpret its path as another host.
  if (origin !== HERE || pathname.startsWith("//")) return GAME;
  return NOT_FOR_PLAYERS.includes(pathname) ? GAME : ((pathname + search + hash) as Route);
}

/** Returns the URL of a visitors' page that leads to `next` afterwards. */
export function leadingTo(page: "/login" | "/register", next: string): Route {
  return next === GAME ? page : `${page}?${new URLSearchParams({ next }).toString()}`;
}
