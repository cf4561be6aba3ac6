import { Anchor, Container, Group } from "@mantine/core";
import { IconDice5 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./page-frame.module.css";

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
          <Group gap="xs" className={classes["brand"]}>
            <IconDice5 aria-hidden stroke={1.75} />
            <span>NumberPlay</span>
          </Group>
          {actions}
        </Container>
      </header>
      <main id="main" tabIndex={-1} className={classes["main"]}>
        <Container size={width === "form" ? 460 : "lg"}>{children}</Container>
      </main>
    </div>
  );
}
