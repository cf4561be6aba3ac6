import type { IncomingMessage } from "node:http";
import { contentOf } from "./content";

const PUBLIC = ["/", "/register", "/login", "/status"];

/** The site's origin comes from the request, whose host has been checked, so one build serves every host. */
export function sitemap({ headers }: IncomingMessage) {
  const scheme = headers["x-forwarded-proto"] === "https" ? "https" : "http";
  const origin = `${scheme}://${headers.host ?? "localhost"}`;
  const urls = PUBLIC.map((path) => `<url>\n<loc>${origin}${path}</loc>\n</url>\n`).join("");
  const text =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`;
  const type = { "Content-Type": "application/xml", "Cache-Control": "no-cache" };
  return contentOf(type, { identity: Buffer.from(text) });
}
