/** The backend names the next page by its whole address; the client asks for it by the cursor alone. */
export function cursorIn(address: string | null): string | null {
  return address === null ? null : new URL(address, "http://localhost").searchParams.get("cursor");
}
