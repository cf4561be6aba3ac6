import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { compressedFiles } from "./compressed-files";
import { securityHeaders } from "./security-headers";

// Of the repository: the client package is outside this folder. The standalone server is nested accordingly.
const root = fileURLToPath(new URL("..", import.meta.url));

const assetPrefix = process.env.ASSET_PREFIX ?? "";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  // Django's addresses end in a slash and Next's do not: behind one edge the two redirects would chase each other.
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
  // The image and the local run both serve what was built; nothing is optimised on the fly.
  images: { unoptimized: true },
  experimental: {
    optimizePackageImports: ["@mantine/charts", "@mantine/core", "@mantine/hooks"],
    // A page that is opened without a network waits for it; the browser's own error page would take this one's place.
    useOffline: true,
  },
};

export default config;
