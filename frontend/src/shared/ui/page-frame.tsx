import { Anchor, Container } from "@mantine/core";
import { IconDice5 } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./page-frame.module.css";
import surface from "./surface.module.css";

interface PageFrameProps {
  /** What stands at the end of the header. */
  actions?: ReactNode;
  width: "form" | "board";
  children: ReactNode;
}

export function PageFrame({ actions, width, children }: PageFrameProps) {
  return (
    <div className={classes["page"]}>
      <Anchor href="#main" className={classes["skip"]}>
        Skip to content
      </Anchor>
      <header className={classes["header"]}>
        <Container size="lg" className={classes["bar"]}>
          <Link href="/" className={classes["brand"]}>
            <IconDice5 aria-hidden stroke={1.75} />
            <span>NumberPlay</span>
          </Link>
          {actions}
        </Container>
      </header>
      <main id="main" tabIndex={-1} className={classes["main"]}>
        <Container size={width === "form" ? 480 : "lg"}>
          {width === "form" ? <div className={surface["surface"]}>{children}</div> : children}
        </Container>
      </main>
    </div>
  );
}
