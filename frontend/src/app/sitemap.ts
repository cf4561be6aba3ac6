import type { MetadataRoute } from "next";
import { headers } from "next/headers";

const PUBLIC = ["/", "/register", "/login", "/status"];

/** The site's origin comes from the request, whose host the proxy has checked, so one build serves every host. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const asked = await headers();
  const scheme = asked.get("x-forwarded-proto") === "https" ? "https" : "http";
  const origin = `${scheme}://${asked.get("host") ?? "localhost"}`;
  return PUBLIC.map((path) => ({ url: `${origin}${path}` }));
}
