import type { ReactNode } from "react";
import * as text from "@/messages/frame";
import { Brand } from "./brand";
import { Navigation } from "./navigation";
import classes from "./shell.module.css";

interface ShellProps {
  /** The content at the end of the header. */
  actions: ReactNode;
  children: ReactNode;
}

/** The frame around every page. */
export function Shell({ actions, children }: ShellProps) {
  return (
    <div className={classes["shell"]}>
      <a href="#main" className={classes["skip"]}>
        {text.skip}
      </a>
      <header className={classes["header"]}>
        <div className={classes["bar"]}>
          <Brand />
          <Navigation />
          <div className={classes["actions"]}>{actions}</div>
        </div>
      </header>
      {children}
    </div>
  );
}
