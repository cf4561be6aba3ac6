import type { ReactNode } from "react";
import { PageBody } from "@/shared/ui/layout/page-body";
import classes from "./plain-message.module.css";

interface PlainMessageProps {
  title: string;
  /** Shown large above the title. */
  sign?: string;
  children: ReactNode;
}

/** A message in place of a page. Every page loads it, so it is minimal. */
export function PlainMessage({ title, sign, children }: PlainMessageProps) {
  return (
    <PageBody variant="card">
      <div className={classes["message"]}>
        {sign && (
          <div aria-hidden className={classes["sign"]}>
            {sign}
          </div>
        )}
        <h1>{title}</h1>
        {children}
      </div>
    </PageBody>
  );
}
