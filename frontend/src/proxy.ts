import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "./app/content-policy";
import { backendOrigin } from "./shared/api/backend-origin";
import { backendPort } from "./shared/api/backend-port";

const POLICY = "Content-Security-Policy";

/** Every page gets a policy with a nonce of its own; Next puts it on the scripts that it finds it for. */
export function proxy(request: NextRequest) {
  const port = backendPort(request.headers, process.env["BACKEND_PORT"]);
  // What the browser asked for: the address that the server listens at may be another.
  const asked = new URL(`http://${request.headers.get("host") ?? request.nextUrl.host}`);
  const policy = contentPolicy({
    nonce: btoa(crypto.randomUUID()),
    backend: port === null ? null : backendOrigin(asked, port),
    // Next writes it into the build, as it does with the addresses themselves.
    files: process.env.ASSET_PREFIX ?? "",
    isDevelopment: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set(POLICY, policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(POLICY, policy);
  return response;
}

export const config = { matcher: "/((?!_next/static|.*\\.(?:png|svg|webmanifest|txt|xml)$).*)" };
