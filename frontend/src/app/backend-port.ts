/** The port of the backend, which the page reads from `<html>`. It is empty if the two share an origin. */
import { headers } from "next/headers";

const LOCAL_BACKEND_PORT = "8000";
/**
 * The value in a built page. The server replaces it at startup, so one build serves every deployment (server/pages.ts).
 */
const PLACEHOLDER = "BACKEND_PORT";

export async function backendPort(): Promise<string> {
  if (process.env.NODE_ENV !== "development") return PLACEHOLDER;
  const isBehindEdge = (await headers()).get("x-edge") === "1";
  return isBehindEdge ? "" : (process.env["BACKEND_PORT"] ?? LOCAL_BACKEND_PORT);
}
