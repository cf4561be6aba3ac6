import type { MetadataRoute } from "next";

/** What only a player sees is of no use to a search engine. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/play", "/history", "/statistics", "/account"],
    },
  };
}
