"use client";

import { IconAlertTriangle } from "@tabler/icons-react";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { isFirstClick } from "@/shared/lib/one-press";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import classes from "./error-alert.module.css";
import { limitText, errorText } from "@/shared/lib/error-text";
import { useRetryAfter } from "@/shared/lib/use-retry-after";
import * as sharedText from "@/messages/shared";
import * as text from "@/messages/ui";

interface ErrorAlertProps {
  error: unknown;
  /** Called by the retry button, which is shown only if this is given. */
  onRetry?: (() => void) | undefined;
}

/** Shows an error. It is part of the first load, because it also reports parts that can't be loaded. */
export function ErrorAlert({ error, onRetry }: ErrorAlertProps) {
  return (
    <div role="alert" className={classes["alert"]}>
      <IconAlertTriangle aria-hidden size={20} stroke={1.75} />
      <span className={classes["words"]}>
        <ErrorMessage error={error} />
      </span>
      {onRetry && (
        <PlainButton variant="framed" onClick={(event) => isFirstClick(event) && onRetry()}>
          {sharedText.tryAgain}
        </PlainButton>
      )}
    </div>
  );
}

/** The countdown is visual only. Screen readers announce its start and its end. */
function ErrorMessage({ error }: { error: unknown }) {
  const { asked, left } = useRetryAfter(error);
  if (asked === 0) return <ChangingText>{errorText(error)}</ChangingText>;
  if (left === 0) return <ChangingText>{text.tryNow}</ChangingText>;
  return (
    <>
      <VisuallyHidden>{limitText(asked)}</VisuallyHidden>
      <span aria-hidden>
        <ChangingText>{limitText(left)}</ChangingText>
      </span>
    </>
  );
}
