/** Scripts and styles compressed at build time, for browsers that accept Brotli. */
import type { NextConfig } from "next";

/** `next dev` compresses none. */
const TYPES: Record<string, string> =
  process.env.NODE_ENV === "development"
    ? {}
    : { js: "text/javascript; charset=UTF-8", css: "text/css; charset=UTF-8" };
const ABOVE_ZERO = String.raw`(?:1(?:\.0{0,3})?|0\.(?:[1-9]\d{0,2}|0[1-9]\d?|00[1-9]))`;
/** `br` is accepted with a weight above 0 (RFC 9110 12.5.3). Browsers only send it over HTTPS and to localhost. */
export const ACCEPTS_BROTLI = String.raw`(?:.*,)?[ \t]*[bB][rR][ \t]*(?:;[ \t]*[qQ]=${ABOVE_ZERO}[ \t]*)?(?:,.*)?`;
const TAKES_BROTLI = [{ type: "header" as const, key: "accept-encoding", value: ACCEPTS_BROTLI }];

/** A build replaces the pattern with the names of its files (scripts/assemble-standalone.mjs). */
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
