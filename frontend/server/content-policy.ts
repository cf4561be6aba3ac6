/** The content security policy of a page. The only inline scripts that run are those of the built page. */
import { createHash } from "node:crypto";

interface PolicyOptions {
  html: string;
  /** The origin of scripts, styles and fonts (`ASSET_PREFIX`), or empty if it is the page's own. */
  files: string;
}

export function contentPolicy({ html, files }: PolicyOptions): string {
  const own = files === "" ? ["'self'"] : ["'self'", new URL(files).origin];
  const rules: Record<string, string[]> = {
    "default-src": own,
    "script-src": [...own, ...inlineScripts(html)],
    // Mantine and the charts set styles on elements.
    "style-src": [...own, "'unsafe-inline'"],
    "img-src": [...own, "data:", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    // This directive has to be the last one, because `withBackend` extends it.
    "connect-src": ["'self'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/** The host is only known from the request. */
export const withBackend = (policy: string, origin: string) =>
  `${policy} ${origin} ${origin.replace(/^http/, "ws")}`;

const INLINE = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

function inlineScripts(html: string): string[] {
  const hashes = Array.from(html.matchAll(INLINE), ([, script = ""]) =>
    createHash("sha256").update(script).digest("base64"),
  );
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}
