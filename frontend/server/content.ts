/** The content that the server sends, read and compressed at startup so that requests cost almost nothing. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { preferredEncoding } from "./content-negotiation";

export type Headers = Record<string, string>;
export type Encoding = "br" | "gzip" | "identity";
export type Bodies = Partial<Record<Encoding, Buffer>> & { identity: Buffer };

export interface Content {
  status: number;
  headers: Headers;
  bodies: Bodies;
  /** A weak ETag, because it is the same for all encodings. */
  etag: string;
  /** The content security policy of a page. */
  policy?: string;
}

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export function contentOf(headers: Headers, bodies: Bodies, status = 200): Content {
  const digest = createHash("sha256").update(bodies.identity).digest("base64url").slice(0, 22);
  return { status, headers, bodies, etag: `W/"${digest}"` };
}

export function compressed(body: Buffer): Bodies {
  return {
    identity: body,
    br: brotliCompressSync(body, BROTLI),
    gzip: gzipSync(body, { level: 9 }),
  };
}

export function send(
  request: IncomingMessage,
  response: ServerResponse,
  content: Content,
  ofRequest: Headers = {},
) {
  const { status, bodies, etag } = content;
  const headers = { ...content.headers, ...ofRequest };
  if (status === 200 && isHeld(request.headers["if-none-match"], etag)) {
    response.writeHead(304, { ...headers, ETag: etag }).end();
    return;
  }
  const available = Object.keys(bodies) as Encoding[];
  const encoding = preferredEncoding(request.headers["accept-encoding"], available);
  const body = bodies[encoding] ?? bodies.identity;
  response.writeHead(status, {
    ...headers,
    ...(status === 200 && { ETag: etag }),
    ...(encoding !== "identity" && { "Content-Encoding": encoding }),
    "Content-Length": body.length,
  });
  response.end(body);
}

/** The edge may have turned the ETag into a strong one, and browsers may list several. */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  const held = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return held.includes(etag.slice(2));
}
