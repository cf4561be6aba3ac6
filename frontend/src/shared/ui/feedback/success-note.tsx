import { Alert, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./success-note.module.css";

interface SuccessNoteProps {
  title?: string;
  /** Nothing yet, or what has been done. */
  children: ReactNode;
}

/** Says what was done. The live region exists from the start, so that it is announced when it fills. */
export function SuccessNote({ title, children }: SuccessNoteProps) {
  return (
    <div role="status" className={classes["place"]}>
      {children && (
        <Alert role="group" color="teal" icon={<IconCircleCheck aria-hidden />}>
          {title && (
            <Text size="sm" fw={600}>
              {title}
            </Text>
          )}
          <div>{children}</div>
        </Alert>
      )}
    </div>
  );
}
