import { Title } from "@mantine/core";
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
      <Title order={2} id={id} size="h4" mb="md">
        {title}
      </Title>
      {children}
    </section>
  );
}
