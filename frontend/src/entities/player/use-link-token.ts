"use client";

import { useState, useSyncExternalStore } from "react";
import { createLinkToken } from "./link-token";

/** Returns the token of the link that opened this page: undefined at first, and null if the link has none. */
export function useLinkToken(): string | null | undefined {
  const [{ subscribe, read }] = useState(createLinkToken);
  return useSyncExternalStore(subscribe, read, () => undefined);
}
