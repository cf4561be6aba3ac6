/** What a page may load, and from where. Scripts only run with the nonce of their response. */

interface PolicyOptions {
  nonce: string;
  /** The backend's origin; null if it is the page's. */
  backend: string | null;
  /** The origin of scripts, styles and fonts (`ASSET_PREFIX`); empty if it is the page's. */
  files: string;
  /** The development server uses eval for reloaded code. */
  isDevelopment: boolean;
}

export function contentPolicy({ nonce, backend, files, isDevelopment }: PolicyOptions): string {
  const reached = backend === null ? [] : [backend, backend.replace(/^http/, "ws")];
  const own = files === "" ? ["'self'"] : ["'self'", new URL(files).origin];
  const evaluated = isDevelopment ? ["'unsafe-eval'"] : [];
  const rules: Record<string, string[]> = {
    "default-src": own,
    "script-src": [...own, `'nonce-${nonce}'`, "'strict-dynamic'", ...evaluated],
    // Mantine and the charts set styles on elements.
    "style-src": [...own, "'unsafe-inline'"],
    "img-src": [...own, "data:", "blob:"],
    "connect-src": ["'self'", ...reached],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
