"use client";

import { useIsPlayer } from "@/entities/session/services-context";
import { ButtonLink } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/shared";

/** The links for visitors who are not signed in. */
export function VisitorLinks() {
  if (useIsPlayer()) return null;
  return (
    <>
      <ButtonLink href="/login" variant="accent">
        {text.signIn}
      </ButtonLink>
      <ButtonLink href="/register" variant="filled">
        {text.register}
      </ButtonLink>
    </>
  );
}
