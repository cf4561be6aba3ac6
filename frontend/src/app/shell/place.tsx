"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PrefetchLink } from "@/shared/ui/controls/prefetch-link";
import classes from "./navigation.module.css";

interface PlaceProps {
  href: Route;
  isForPhones: boolean;
  children: ReactNode;
}

/** A link to a page, which shows whether the player is there. */
export function Place({ href, isForPhones, children }: PlaceProps) {
  return (
    <PrefetchLink
      href={href}
      className={classes["place"]}
      data-phone={isForPhones || undefined}
      aria-current={usePathname() === href ? "page" : undefined}
    >
      {children}
    </PrefetchLink>
  );
}
