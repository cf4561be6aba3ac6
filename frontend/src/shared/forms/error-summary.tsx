import { Alert, Anchor, List } from "@mantine/core";
import * as text from "@/messages/forms";
import type { ServerFormState } from "./use-server-form";

/** All errors of a form in one place; each links to its field. */
export function ErrorSummary({ errors }: { errors: ServerFormState["fieldErrors"] }) {
  return (
    <Alert color="red" role="alert" title={text.check}>
      <List size="sm" spacing={4}>
        {errors.map(({ message, focus }) => (
          <List.Item key={message}>
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
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
