import type { HTMLAttributes } from "react";
import classes from "./visually-hidden.module.css";

interface VisuallyHiddenProps extends HTMLAttributes<HTMLElement> {
  as?: "span" | "div";
}

/** For screen readers only. */
export function VisuallyHidden({ as: Place = "span", ...attributes }: VisuallyHiddenProps) {
  return <Place {...attributes} className={classes["hidden"]} />;
}
