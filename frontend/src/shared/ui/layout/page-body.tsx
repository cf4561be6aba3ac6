import type { ReactNode } from "react";
import classes from "./page-body.module.css";
import surface from "./card.module.css";

interface PageBodyProps {
  /** A centered card is for a form or a short text, and a board for everything else. */
  variant: "card" | "board";
  children: ReactNode;
}

export function PageBody({ variant, children }: PageBodyProps) {
  return (
    <main id="main" tabIndex={-1} className={classes["main"]} data-variant={variant}>
      {variant === "card" ? <div className={surface["surface"]}>{children}</div> : children}
    </main>
  );
}
