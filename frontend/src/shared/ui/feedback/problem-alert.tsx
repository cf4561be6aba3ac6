"use client";

import { IconAlertTriangle } from "@tabler/icons-react";
import { ChangingText } from "@/shared/ui/display/changing-text";
import { isFirstClick } from "@/shared/lib/one-press";
import { Spoken } from "@/shared/ui/display/spoken";
import { LightButton } from "@/shared/ui/controls/light-button";
import classes from "./problem-alert.module.css";
import { limitText, problemText } from "@/shared/lib/problem-text";
import { useWait } from "@/shared/lib/use-wait";

interface ProblemAlertProps {
  problem: unknown;
  /** Without it there is nothing to try again. */
  onRetry?: (() => void) | undefined;
}

/** Part of the first load: what tells that nothing loads cannot load later. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  return (
    <div role="alert" className={classes["alert"]}>
      <IconAlertTriangle aria-hidden size={20} stroke={1.75} />
      <span className={classes["words"]}>
        <ProblemWords problem={problem} />
      </span>
      {onRetry && (
        <LightButton looks="framed" onClick={(event) => isFirstClick(event) && onRetry()}>
          Try again
        </LightButton>
      )}
    </div>
  );
}

/** A wait is counted down for the eye; spoken are its begin and its end. */
function ProblemWords({ problem }: { problem: unknown }) {
  const { asked, left } = useWait(problem);
  if (asked === 0) return <ChangingText>{problemText(problem)}</ChangingText>;
  if (left === 0) return <ChangingText>You can try again now.</ChangingText>;
  return (
    <>
      <Spoken>{limitText(asked)}</Spoken>
      <span aria-hidden>
        <ChangingText>{limitText(left)}</ChangingText>
      </span>
    </>
  );
}
