/** The backend's port, read at run time, so that one build serves every deployment. */

const LOCAL_BACKEND_PORT = "8000";

/** The edge sends this header if it serves page and backend from one origin. There is no separate port then. */
export function backendPort(
  headers: { get: (name: string) => string | null },
  configured: string | undefined,
): string | null {
  return headers.get("x-edge") === "1" ? null : (configured ?? LOCAL_BACKEND_PORT);
}
