/** Where a player goes after signing in. Anyone can write a link, so `next` is checked. */
import type { Route } from "next";

const GAME = "/play";
const NOT_FOR_PLAYERS = ["/", "/login", "/register"];
/** Any origin works, because URLs that leave it are refused. */
const HERE = "http://here.invalid";

/** Always a path of this web app, even if `next` is something else. Its page may not exist. */
export function safeDestination(next: unknown): Route {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, HERE)) return GAME;
  const { origin, pathname, search, hash } = new URL(next, HERE);
  // `/.//evil.example` has the right origin, and a path that a browser takes for another host.
  if (origin !== HERE || pathname.startsWith("//")) return GAME;
  return NOT_FOR_PLAYERS.includes(pathname) ? GAME : ((pathname + search + hash) as Route);
}

/** The address of a page for visitors that leads on to `next`. */
export function leadingTo(page: "/login" | "/register", next: string): Route {
  return next === GAME ? page : `${page}?${new URLSearchParams({ next }).toString()}`;
}
