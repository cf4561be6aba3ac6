/** The origin of the backend, as seen from this page. One build serves both arrangements. */

/** `port` is null behind the edge, where the page and the backend share one origin. */
export function backendOrigin(
  page: Pick<Location, "protocol" | "hostname" | "origin">,
  port: string | null,
): string {
  return port === null ? page.origin : `${page.protocol}//${page.hostname}:${port}`;
}

export function socketUrl(origin: string): string {
  return `${origin.replace(/^http/, "ws")}/ws/game/`;
}
