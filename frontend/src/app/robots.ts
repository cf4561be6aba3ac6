import type { MetadataRoute } from "next";

/** The players' pages ask not to be indexed by themselves. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/" } };
}
