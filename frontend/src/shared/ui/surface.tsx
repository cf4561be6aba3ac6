import { type ReactNode, useId } from "react";
import classes from "./surface.module.css";

interface SurfaceProps {
  title: string;
  children: ReactNode;
}

/** A named part of a page. */
export function Surface({ title, children }: SurfaceProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes["surface"]}>
      <h2 id={id} className={classes["title"]}>
        {title}
      </h2>
      {children}
    </section>
  );
}
