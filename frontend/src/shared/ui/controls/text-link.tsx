"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import { PrefetchLink } from "./prefetch-link";

/** A link within the app. It is underlined, because color alone isn't enough. */
export function TextLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <PrefetchLink href={href} className="link">
      {children}
    </PrefetchLink>
  );
}
