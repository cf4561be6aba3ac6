"use client";

import { type ReactNode, useEffect, useRef } from "react";
import classes from "./page-heading.module.css";

let isFirstPage = true;

/** The title of the page. It gets the focus after navigation, like the top of the page after a full load. */
export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isTaken = document.querySelector("main")?.contains(document.activeElement);
    if (!isFirstPage && isTaken !== true) heading.current?.focus();
    isFirstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={classes["heading"]}>
      {children}
    </h1>
  );
}
