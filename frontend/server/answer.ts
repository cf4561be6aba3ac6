/** The response to each request. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { type Content, send } from "./content";
import { withBackend } from "./content-policy";
import { preferredLanguage } from "./content-negotiation";
import { isHost } from "./request-host";
import { securityHeaders } from "./security-headers";
import type { Site } from "./site";
import { sitemap } from "./sitemap";
import { STATIC } from "./static-files";

/** The path that password managers request (W3C, A Well-Known URL for Changing Passwords). */
const CHANGE_PASSWORD = "/.well-known/change-password";
/** How many seconds the edge may cache a response: few enough for a new release to appear soon (docs/edge.md). */
const KEPT_BY_EDGE = { "X-Accel-Expires": "5" };

export function answer(site: Site, request: IncomingMessage, response: ServerResponse) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const [path = "/"] = (request.url ?? "/").split(/[?#]/, 1);
  if (!isHost(request.headers.host ?? "")) plain(response, 400, "The Host header is invalid.\n");
  else if (path.startsWith(STATIC)) staticFile(site, path, request, response);
  // A form submitted before its script has loaded: the browser stays on the page and keeps the input.
  else if (request.method === "POST") response.writeHead(204).end();
  else if (!isRead(request)) notAllowed(response, "GET, HEAD, POST");
  else if (path === CHANGE_PASSWORD)
    response.writeHead(307, { Location: "/account#password" }).end();
  else if (path === "/sitemap.xml") send(request, response, sitemap(request));
  else page(site, path, request, response);
}

const isRead = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

function staticFile(site: Site, path: string, request: IncomingMessage, response: ServerResponse) {
  const file = site.staticFiles.get(path);
  if (!isRead(request)) notAllowed(response, "GET, HEAD");
  else if (file === undefined) plain(response, 404, "Not Found");
  else send(request, response, file, isBehindEdge(request) ? KEPT_BY_EDGE : {});
}

function page(site: Site, path: string, request: IncomingMessage, response: ServerResponse) {
  const isEdge = isBehindEdge(request);
  const language = preferredLanguage(request.headers, site.languages);
  const pages = (isEdge ? site.behindEdge : site.direct).get(language);
  if (pages === undefined) throw new Error(`There are no pages in ${language}.`);
  const content = pages.contents.get(withoutSlash(path)) ?? pages.notFound;
  const kept = isEdge && content.status === 200 ? KEPT_BY_EDGE : {};
  send(request, response, content, { ...policyOf(content, site, request), ...kept });
}

const withoutSlash = (path: string) => (path === "/" ? path : path.replace(/\/$/, ""));

/** The edge sends this header if it serves both the pages and the backend from one origin. */
const isBehindEdge = ({ headers }: IncomingMessage) => headers["x-edge"] === "1";

function policyOf({ policy }: Content, site: Site, request: IncomingMessage) {
  if (policy === undefined) return {};
  if (isBehindEdge(request)) return { "Content-Security-Policy": policy };
  const host = new URL(`http://${request.headers.host ?? ""}`);
  return { "Content-Security-Policy": withBackend(policy, backendOrigin(host, site.backendPort)) };
}

function notAllowed(response: ServerResponse, allowed: string) {
  response.setHeader("Allow", allowed);
  plain(response, 405, "Method Not Allowed\n");
}

function plain(response: ServerResponse, status: number, text: string) {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) }).end(text);
}
