import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "./app/content-policy";
import { isHost } from "./app/request-host";
import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { backendPort } from "./app/backend-port";

const POLICY = "Content-Security-Policy";

/** Every page gets a policy with a nonce of its own; Next puts it on the scripts that it finds it for. */
export function proxy(request: NextRequest) {
  // What the browser asked for: the address that the server listens at may be another.
  const host = request.headers.get("host") ?? request.nextUrl.host;
  if (!isHost(host)) return new NextResponse("The Host header is invalid.\n", { status: 400 });
  // A form that is sent before its script has loaded: the browser stays on the page, and keeps what was typed.
  if (request.method === "POST") return new NextResponse(null, { status: 204 });
  return page(request, host);
}

function page(request: NextRequest, host: string) {
  const port = backendPort(request.headers, process.env["BACKEND_PORT"]);
  const policy = contentPolicy({
    nonce: btoa(crypto.randomUUID()),
    backend: port === null ? null : backendOrigin(new URL(`http://${host}`), port),
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

export const config = { matcher: "/((?!_next/static|.*\\.(?:png|svg|webmanifest|txt)$).*)" };
