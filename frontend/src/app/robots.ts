import type { MetadataRoute } from "next";

export const dynamic = "force-static";

/** Players' pages aren't listed here, because they contain `noindex`. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/" } };
}
