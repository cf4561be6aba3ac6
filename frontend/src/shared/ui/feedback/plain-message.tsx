import type { ReactNode } from "react";
import { PageBody } from "@/shared/ui/layout/page-body";
import classes from "./plain-message.module.css";

interface PlainMessageProps {
  title: string;
  children: ReactNode;
}

/** Shown in place of a page. Every page loads it, so it is minimal. */
export function PlainMessage({ title, children }: PlainMessageProps) {
  return (
    <PageBody variant="card">
      <div className={classes["message"]}>
        <h1>{title}</h1>
        {children}
      </div>
    </PageBody>
  );
}
