import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

// The root of the repository, because the client package is outside this folder.
const root = fileURLToPath(new URL("..", import.meta.url));

const assetPrefix = process.env.ASSET_PREFIX ?? "";
const language = process.env.WEB_LANGUAGE ?? "en";

const config: NextConfig = {
  // `next dev` derives the backend's address from the request (src/app/backend-port.ts).
  ...(process.env.NODE_ENV === "production" && { output: "export" }),
  turbopack: {
    root,
    // English is in src/messages, which defines the types (scripts/compile-messages.mjs).
    ...(language !== "en" && { resolveAlias: { "@/messages/*": `./.messages/${language}/*` } }),
  },
  // Django's URLs end in a slash and those of Next.js don't, so behind one edge their redirects would loop.
  skipTrailingSlashRedirect: true,
  // The CDN for scripts, styles and fonts, which is written into the pages when they are built.
  assetPrefix,
  env: { WEB_LANGUAGE: language },
  reactStrictMode: true,
  // A link to a page that doesn't exist is a type error.
  typedRoutes: true,
  // The types are the same in each language.
  typescript: { ignoreBuildErrors: language !== "en" },
  images: { unoptimized: true },
  experimental: {
    optimizePackageImports: ["@mantine/core", "@mantine/hooks"],
    // The builds of all languages have nearly everything in common.
    turbopackFileSystemCacheForBuild: true,
    // A page opened without a network waits for it. Otherwise the browser's error page would replace this one.
    useOffline: true,
    // One file for the code that all pages share: with Brotli, it is 3 kB smaller than five files.
    turbopackChunking: { minChunkSize: 500_000 },
  },
};

export default config;
