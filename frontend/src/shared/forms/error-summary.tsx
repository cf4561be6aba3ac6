import { Alert, Anchor } from "@mantine/core";
import * as text from "@/messages/forms";
import classes from "./error-summary.module.css";
import type { ServerFormState } from "./use-server-form";

/** All errors of a form in one place; each links to its field. */
export function ErrorSummary({ errors }: { errors: ServerFormState["fieldErrors"] }) {
  return (
    <Alert color="red" role="alert" title={text.check}>
      <ul className={classes["errors"]}>
        {errors.map(({ message, focus }) => (
          <li key={message}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              c="var(--mantine-color-text)"
              ta="start"
              underline="always"
              onClick={focus}
            >
              {message}
            </Anchor>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
