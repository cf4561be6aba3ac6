import type { HTMLAttributes } from "react";
import classes from "./spoken.module.css";

interface SpokenProps extends HTMLAttributes<HTMLElement> {
  as?: "span" | "div";
}

/** For screen readers alone. */
export function Spoken({ as: Place = "span", ...attributes }: SpokenProps) {
  return <Place {...attributes} className={classes["spoken"]} />;
}
