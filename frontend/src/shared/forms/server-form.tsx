"use client";

import { Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemAlert } from "@/shared/ui/feedback/problem-alert";
import { SteadyButton } from "@/shared/ui/controls/steady-button";
import { RefusedFields } from "./refused-fields";
import type { ServerFormState } from "./use-server-form";

interface ServerFormProps {
  form: ServerFormState;
  /** The name of the form for who does not see it. */
  label: string;
  /** What the button does. */
  action: string;
  color?: "red.9";
  /** One of several forms of a page. */
  isSmall?: boolean;
  /** Stands beside the button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Fields, their button, and what the backend said about them. */
export function ServerForm({
  form,
  label,
  action,
  color,
  isSmall = false,
  beside,
  children,
}: ServerFormProps) {
  const { submit, problem, refused, isSending, isWaiting } = form;
  return (
    <form method="post" onSubmit={submit} noValidate aria-label={label} aria-busy={isSending}>
      <Stack>
        {problem !== null && <ProblemAlert problem={problem} />}
        {refused.length > 1 && <RefusedFields fields={refused} />}
        {children}
        <Group gap="sm" grow={!isSmall && beside === undefined}>
          <SteadyButton
            type="submit"
            size={isSmall ? "sm" : "md"}
            {...(color && { color })}
            isBusy={isSending}
            isHeld={isWaiting}
          >
            {action}
          </SteadyButton>
          {beside}
        </Group>
      </Stack>
    </form>
  );
}
