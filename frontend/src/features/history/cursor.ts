/** The backend returns the full URL of the next page; the client only uses its cursor. */
export function cursorIn(address: string | null): string | null {
  return address === null ? null : new URL(address, "http://localhost").searchParams.get("cursor");
}
