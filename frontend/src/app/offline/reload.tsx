"use client";

import { useEffect } from "react";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as sharedText from "@/messages/shared";

const reload = () => window.location.reload();

/** Opens the requested page, also when there is a network again. The address is still that page's. */
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
