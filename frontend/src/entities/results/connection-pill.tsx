"use client";

import { ChangingText } from "@/shared/ui/display/changing-text";
import { Spoken } from "@/shared/ui/display/spoken";
import classes from "./connection-pill.module.css";
import { useLive } from "./live-context";
import { useConnection } from "./use-connection";
import { LightButton } from "@/shared/ui/controls/light-button";
import { useSecondsUntil } from "@/shared/lib/use-seconds-until";

/** How the page is tied to the player's results. What changes every second is for the eyes alone. */
export function ConnectionPill() {
  const connection = useConnection();
  const { retryNow } = useLive();
  if (connection === null) return null;
  const { phase, words, detail, retryAt } = connection;
  return (
    <div className={classes["pill"]} data-phase={phase} data-testid="connection">
      <span className={classes["dot"]} aria-hidden />
      <ChangingText>{words}</ChangingText>
      {detail !== null && (
        <span className={classes["detail"]} translate="no">
          {detail}
        </span>
      )}
      {retryAt !== null && <Countdown until={retryAt} />}
      {retryAt !== null && (
        <LightButton looks="accent" size="small" onClick={retryNow}>
          Retry now
        </LightButton>
      )}
      <Spoken role="status">{phase === "live" ? "" : `Connection: ${words}`}</Spoken>
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const seconds = useSecondsUntil(until);
  return (
    <span className={classes["detail"]} aria-hidden>
      <ChangingText>{`in ${String(seconds)} s`}</ChangingText>
    </span>
  );
}
