/** The backend's port, read at run time: one build serves every arrangement. */

const LOCAL_BACKEND_PORT = "8000";

/** The edge says so when it serves page and backend from one origin: then there is no port of its own. */
export function backendPort(
  headers: { get: (name: string) => string | null },
  configured: string | undefined,
): string | null {
  return headers.get("x-edge") === "1" ? null : (configured ?? LOCAL_BACKEND_PORT);
}
