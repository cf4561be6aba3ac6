const DEFAULT = "en";

/** What the page is written in: `WEB_LANGUAGE` on the server, and in the browser what the server wrote. */
export function language(): string {
  // The build drops this branch from the browser's code: it needs a polyfill of `process`.
  if (typeof window === "undefined") return process.env["WEB_LANGUAGE"] ?? DEFAULT;
  return document.documentElement.lang || DEFAULT;
}
