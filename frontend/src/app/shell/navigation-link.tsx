"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PrefetchLink } from "@/shared/ui/controls/prefetch-link";
import classes from "./navigation.module.css";

interface NavigationLinkProps {
  href: Route;
  isForPhones: boolean;
  children: ReactNode;
}

/** A link that shows whether its page is the current one. */
export function NavigationLink({ href, isForPhones, children }: NavigationLinkProps) {
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
