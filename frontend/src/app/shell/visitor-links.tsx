"use client";

import { useIsPlayer } from "@/entities/session/services-context";
import { LightLink } from "@/shared/ui/controls/light-button";

/** The two doors, for who is not signed in. */
export function VisitorLinks() {
  if (useIsPlayer()) return null;
  return (
    <>
      <LightLink href="/login" looks="accent">
        Log in
      </LightLink>
      <LightLink href="/register" looks="filled">
        Register
      </LightLink>
    </>
  );
}
