"use client";

import { useEffect } from "react";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as sharedText from "@/messages/shared";

const reload = () => window.location.reload();

/** Opens the requested page, which is still in the address bar, when pressed or when the network is back. */
export function Reload() {
  useEffect(() => {
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, []);
  return (
    <PlainButton variant="filled" onClick={reload}>
      {sharedText.tryAgain}
    </PlainButton>
  );
}
