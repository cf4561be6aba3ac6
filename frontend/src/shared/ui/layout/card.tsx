import { type ReactNode, useId } from "react";
import classes from "./card.module.css";

interface CardProps {
  title: string;
  /** The URL fragment that links here. */
  id?: string;
  children: ReactNode;
}

/** A part of a page, with a heading. */
export function Card({ title, id, children }: CardProps) {
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
