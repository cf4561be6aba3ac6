import { type ReactNode, useId } from "react";
import classes from "./surface.module.css";

interface SurfaceProps {
  title: string;
  /** The fragment of the address that leads here. */
  id?: string;
  children: ReactNode;
}

/** A named part of a page. */
export function Surface({ title, id, children }: SurfaceProps) {
  const titleId = useId();
  return (
    <section id={id} aria-labelledby={titleId} className={classes["surface"]}>
      <h2 id={titleId} className={classes["title"]}>
        {title}
      </h2>
      {children}
    </section>
  );
}
