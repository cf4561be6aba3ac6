"use client";

import { Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { ErrorSummary } from "./error-summary";
import type { ServerFormState } from "./use-server-form";

interface ServerFormProps {
  form: ServerFormState;
  /** The accessible name of the form. */
  label: string;
  /** What the button does. */
  action: string;
  color?: "red.9";
  /** One of several forms of a page. */
  isSmall?: boolean;
  /** Shown beside the button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Fields, their button, and the backend's errors. */
export function ServerForm({
  form,
  label,
  action,
  color,
  isSmall = false,
  beside,
  children,
}: ServerFormProps) {
  const { submit, error, fieldErrors, isSending, isWaiting } = form;
  return (
    <form method="post" onSubmit={submit} noValidate aria-label={label} aria-busy={isSending}>
      <Stack>
        {error !== null && <ErrorAlert error={error} />}
        {fieldErrors.length > 1 && <ErrorSummary errors={fieldErrors} />}
        {children}
        <Group gap="sm" grow={!isSmall && beside === undefined}>
          <LoadingButton
            type="submit"
            size={isSmall ? "sm" : "md"}
            {...(color && { color })}
            loading={isSending}
            disabled={isWaiting}
          >
            {action}
          </LoadingButton>
          {beside}
        </Group>
      </Stack>
    </form>
  );
}
