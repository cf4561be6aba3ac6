/** What a page may load, and from where. Scripts run by the nonce of their own answer, or not at all. */

interface PolicyOptions {
  nonce: string;
  /** The backend's own origin; null where it shares that of the page. */
  backend: string | null;
  /** Where scripts, styles and fonts are (`ASSET_PREFIX`); empty where the page itself is. */
  files: string;
  /** The development server evaluates what it reloads. */
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
