"use client";

import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { CalmLink } from "./calm-link";

/** A link inside the app. Underlined, as colour alone tells nothing. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor component={CalmLink} href={href} underline="always">
      {children}
    </Anchor>
  );
}
