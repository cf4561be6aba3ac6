"use client";

import { type ReactNode, useEffect, useRef } from "react";
import classes from "./page-heading.module.css";

interface PageHeadingProps {
  /** Hides the heading on a page that doesn't need it. Screen readers still announce it. */
  isHidden?: boolean;
  children: ReactNode;
}

let isFirstPage = true;

/** The title of the page. It gets the focus after navigation, as the top of the page does after a full load. */
export function PageHeading({ isHidden = false, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isTaken = document.querySelector("main")?.contains(document.activeElement);
    // Next.js scrolls to the top, or to the part that the link targets.
    if (!isFirstPage && isTaken !== true) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={classes["heading"]} data-hidden={isHidden}>
      {children}
    </h1>
  );
}
