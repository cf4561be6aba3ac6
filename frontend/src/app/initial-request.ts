/** What the server reads from a page request. Contains no secrets, because it is sent with the page. */
import { cookies, headers } from "next/headers";
import { backendPort } from "./backend-port";
import { readPreferences } from "@/entities/preferences/preferences";
import type { InitialRequest } from "@/app/providers/runtime";
import { HINT_COOKIE } from "@/entities/session/session-hint";

export async function readInitialRequest(): Promise<InitialRequest> {
  const held = await cookies();
  return {
    backendPort: backendPort(await headers(), process.env["BACKEND_PORT"]),
    preferences: readPreferences(held.toString()),
    hasSession: held.get(HINT_COOKIE)?.value === "1",
  };
}

/** The nonce that the proxy gave this page's policy. */
export async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}
