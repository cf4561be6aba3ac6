"use client";

import type { ReactNode } from "react";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { ErrorSummary } from "./error-summary";
import type { ServerFormState } from "./use-server-form";
import classes from "./server-form.module.css";

interface ServerFormProps {
  form: ServerFormState;
  /** The accessible name of the form. */
  label: string;
  /** The label of the submit button. */
  action: string;
  /** Whether the action can't be undone. */
  isDangerous?: boolean;
  /** Whether it is one of several forms on a page. */
  isSmall?: boolean;
  /** Shown next to the button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A form with fields, a submit button and the backend's errors. */
export function ServerForm({
  form,
  label,
  action,
  isDangerous = false,
  isSmall = false,
  beside,
  children,
}: ServerFormProps) {
  const { submit, error, fieldErrors, isSending, isWaiting } = form;
  return (
    <form
      method="post"
      onSubmit={submit}
      noValidate
      aria-label={label}
      aria-busy={isSending}
      className="stack-small"
    >
      {error !== null && <ErrorAlert error={error} />}
      {fieldErrors.length > 1 && <ErrorSummary errors={fieldErrors} />}
      {children}
      <div className={`row ${classes["act"] ?? ""}`} data-wide={!isSmall && beside === undefined}>
        <LoadingButton
          type="submit"
          variant={isDangerous ? "danger" : "filled"}
          size={isSmall ? "medium" : "large"}
          loading={isSending}
          disabled={isWaiting}
        >
          {action}
        </LoadingButton>
        {beside}
      </div>
    </form>
  );
}
