"use client";

import { ChangingText } from "@/shared/ui/display/changing-text";
import { VisuallyHidden } from "@/shared/ui/display/visually-hidden";
import { PaintedFor } from "@/entities/session/audience";
import classes from "./connection-pill.module.css";
import { useLiveResults } from "./live-results-context";
import { useConnection } from "./use-connection";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import { useSecondsUntil } from "@/shared/lib/use-seconds-until";
import * as text from "@/messages/connection";

/** The state of the connection. The countdown is visual only. */
export function ConnectionPill() {
  const connection = useConnection();
  const { retryNow } = useLiveResults();
  if (connection === null) return null;
  const { phase, words, detail, retryAt } = connection;
  return (
    <PaintedFor audience="players">
      {/* A new element for each text, so that no existing element moves. */}
      <div key={phase} className={classes["pill"]} data-phase={phase} data-testid="connection">
        <span className={classes["dot"]} aria-hidden />
        <span className={classes["words"]}>
          <ChangingText>{words}</ChangingText>
        </span>
        {detail !== null && (
          <span className={classes["detail"]} translate="no">
            {detail}
          </span>
        )}
        {retryAt !== null && <Countdown until={retryAt} />}
        {retryAt !== null && (
          <PlainButton variant="accent" size="small" onClick={retryNow}>
            {text.retryNow}
          </PlainButton>
        )}
      </div>
      <VisuallyHidden role="status">
        {phase === "live" ? "" : text.connection({ state: words })}
      </VisuallyHidden>
    </PaintedFor>
  );
}

function Countdown({ until }: { until: number }) {
  const seconds = useSecondsUntil(until);
  return (
    <span className={classes["detail"]} aria-hidden>
      <ChangingText>{text.inSeconds({ seconds })}</ChangingText>
    </span>
  );
}
