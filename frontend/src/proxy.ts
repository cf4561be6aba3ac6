import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "./app/content-policy";
import { isHost } from "./app/request-host";
import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { backendPort } from "./app/backend-port";

const POLICY = "Content-Security-Policy";

/** Every page gets a policy with its own nonce, which Next.js adds to its scripts. */
export function proxy(request: NextRequest) {
  // The host that the browser requested, which may differ from the address that the server listens on.
  const host = request.headers.get("host") ?? request.nextUrl.host;
  if (!isHost(host)) return new NextResponse("The Host header is invalid.\n", { status: 400 });
  // A form submitted before its script has loaded: the browser stays on the page and keeps the input.
  if (request.method === "POST") return new NextResponse(null, { status: 204 });
  return page(request, host);
}

function page(request: NextRequest, host: string) {
  const port = backendPort(request.headers, process.env["BACKEND_PORT"]);
  const policy = contentPolicy({
    nonce: btoa(crypto.randomUUID()),
    backend: port === null ? null : backendOrigin(new URL(`http://${host}`), port),
    // Next.js writes it into the build, like the URLs themselves.
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
