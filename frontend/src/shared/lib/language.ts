const DEFAULT = "en";

/** What the page is written in: `WEB_LANGUAGE` on the server, and in the browser what the server wrote. */
export function language(): string {
  const chosen =
    typeof document === "undefined" ? process.env["WEB_LANGUAGE"] : document.documentElement.lang;
  return chosen ? chosen : DEFAULT;
}
