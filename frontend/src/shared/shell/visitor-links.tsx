"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useIsPlayer } from "@/shared/runtime/services-context";

/** The two doors, for who is not signed in. */
export function VisitorLinks() {
  if (useIsPlayer()) return null;
  return (
    <>
      <Button component={Link} href="/login" size="compact-md" flex="none" variant="subtle">
        Log in
      </Button>
      <Button component={Link} href="/register" size="compact-md" flex="none">
        Register
      </Button>
    </>
  );
}
