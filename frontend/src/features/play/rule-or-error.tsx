"use client";

import type { ReactNode } from "react";
import { isOutcomeUnknown } from "@numberplay/client/api/errors";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/play";
import classes from "./stage.module.css";
import type { Playing } from "./use-play";

interface RuleOrErrorProps {
  /** Null while the input has an error of its own. */
  queue: Playing | null;
  /** Called when the player has chosen to play when online, which removes the button. */
  onSaved: () => void;
  /** The line under the number and the prize bands. */
  children: ReactNode;
}

/**
 * Shows what a number would win or, in the same place, why a play failed, so that the error is seen and nothing moves.
 */
export function RuleOrError({ queue, onSaved, children }: RuleOrErrorProps) {
  const isFailed = queue !== null && queue.error !== null;
  return (
    <div className={classes["rule"]} data-failed={isFailed}>
      {children}
      {isFailed && <PlayError {...queue} onSaved={onSaved} />}
    </div>
  );
}

function PlayError({ error, dropped, retry, save, onSaved }: Playing & { onSaved: () => void }) {
  const isUnknown = isOutcomeUnknown(error);
  return (
    <div className={classes["error"]}>
      <ErrorAlert error={error} onRetry={isUnknown ? retry : undefined} />
      {isUnknown && <p>{text.retryIsSafe}</p>}
      {save && (
        <PlainButton
          variant="framed"
          size="small"
          onClick={() => {
            save();
            onSaved();
          }}
        >
          {text.playWhenOnline}
        </PlainButton>
      )}
      {dropped > 0 && (
        <p>
          <ChangingText>{text.dropped({ count: dropped })}</ChangingText>
        </p>
      )}
    </div>
  );
}
