"use client";

import { Spinner } from "@/shared/ui/feedback/spinner";
import * as text from "@/messages/session";
import classes from "./session-loader.module.css";

/** Shown in place of a page until its content is known. */
export function SessionLoader() {
  return (
    <div data-loading role="status" aria-label={text.loadingSession} className={classes["place"]}>
      <Spinner />
    </div>
  );
}
