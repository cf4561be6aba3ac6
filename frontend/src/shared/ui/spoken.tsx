import type { ComponentProps } from "react";
import classes from "./spoken.module.css";

/** For screen readers alone. */
export function Spoken(span: ComponentProps<"span">) {
  return <span {...span} className={classes["spoken"]} />;
}
