/** Scripts and styles that were compressed when they were built, for browsers that take Brotli. */
import type { NextConfig } from "next";

const TYPES = { js: "text/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };
/** Browsers say so over https and to localhost alone. */
const TAKES_BROTLI = [{ type: "header" as const, key: "accept-encoding", value: ".*\\bbr\\b.*" }];

const filesOf = (ending: string) => `/_next/static/:file(.*\\.${ending})`;
const VARY = { key: "Vary", value: "Accept-Encoding" };

export const compressedFiles = {
  rewrites: () =>
    Promise.resolve({
      beforeFiles: Object.keys(TYPES).map((ending) => ({
        source: filesOf(ending),
        has: TAKES_BROTLI,
        destination: "/_next/static/:file.br",
      })),
    }),
  headers: () =>
    Promise.resolve(
      Object.entries(TYPES).map(([ending, type]) => ({
        source: filesOf(ending),
        has: TAKES_BROTLI,
        headers: [
          { key: "Content-Type", value: type },
          { key: "Content-Encoding", value: "br" },
          VARY,
        ],
      })),
    ),
} satisfies NextConfig;
