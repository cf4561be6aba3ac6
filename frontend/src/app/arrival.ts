/** What the server reads from the request of a page. No secret is in it: it goes into the page. */
import { cookies, headers } from "next/headers";
import { readPreferences } from "@/shared/preferences/preferences";
import type { Arrival } from "@/shared/runtime/runtime";
import { HINT_COOKIE } from "@/shared/session/session-hint";

const LOCAL_BACKEND_PORT = "8000";

export async function readArrival(): Promise<Arrival> {
  const held = await cookies();
  return {
    backendPort: await backendPort(),
    preferences: readPreferences(held.toString()),
    hasSession: held.get(HINT_COOKIE)?.value === "1",
  };
}

/** The edge says so when it serves page and backend from one origin; else the backend has a port of its own. */
async function backendPort(): Promise<string | null> {
  const fromEdge = (await headers()).get("x-edge") === "1";
  return fromEdge ? null : (process.env["BACKEND_PORT"] ?? LOCAL_BACKEND_PORT);
}
