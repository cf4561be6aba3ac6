import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { compressedFiles } from "./compressed-files";
import { securityHeaders } from "./security-headers";

// The root of the repository, because the client package is outside this folder. The standalone server is nested
// accordingly.
const root = fileURLToPath(new URL("..", import.meta.url));

const assetPrefix = process.env.ASSET_PREFIX ?? "";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  // Django's URLs end in a slash and Next.js's don't, so behind one edge their redirects would loop.
  skipTrailingSlashRedirect: true,
  // Scripts, styles and fonts on a CDN; written into the pages when they are built.
  assetPrefix,
  env: { ASSET_PREFIX: assetPrefix },
  poweredByHeader: false,
  ...compressedFiles,
  headers: async () => [...(await compressedFiles.headers()), securityHeaders],
  redirects: () =>
    Promise.resolve([
      // Where password managers look for it (W3C, A Well-Known URL for Changing Passwords).
      {
        source: "/.well-known/change-password",
        destination: "/account#password",
        permanent: false,
      },
    ]),
  reactStrictMode: true,
  // A link to a page that doesn't exist is a type error.
  typedRoutes: true,
  // The image and the local run both serve the build; no images are optimized on request.
  images: { unoptimized: true },
  experimental: {
    optimizePackageImports: ["@mantine/charts", "@mantine/core", "@mantine/hooks"],
    // A page opened without a network waits for it. Otherwise the browser's error page would replace this one.
    useOffline: true,
  },
};

export default config;
