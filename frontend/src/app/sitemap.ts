import type { MetadataRoute } from "next";
import { headers } from "next/headers";

const PUBLIC = ["/", "/register", "/login", "/status"];

/** The address of the site is known from the request alone, whose host the proxy has checked: one build serves every place. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const asked = await headers();
  const scheme = asked.get("x-forwarded-proto") === "https" ? "https" : "http";
  const origin = `${scheme}://${asked.get("host") ?? "localhost"}`;
  return PUBLIC.map((path) => ({ url: `${origin}${path}` }));
}
