"use client";

import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { type Reading, useHealth } from "./use-health";
import { StateRow } from "./state-row";
import classes from "./status.module.css";

const WORDS = {
  healthy: "All is well.",
  degraded: "The game goes on; something behind it is being mended.",
  unhealthy: "The game is interrupted. Your results are safe.",
} as const;

const READ_ONLY = "Plays are paused: the database is read-only. Your results are safe.";

const STATES = { up: "Works", down: "Interrupted", read_only: "Read-only" } as const;

const CHECKS = [
  ["database", "Results"],
  ["cache", "Fast reads"],
  ["channel_layer", "Live results"],
  ["tasks", "Mails and recounts"],
] as const;

const SKELETON_HEIGHT = 224;

export function ServiceStates() {
  const { data, error, isError, refetch } = useHealth();
  if (isError) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={SKELETON_HEIGHT} />;
  return <States health={data.health} />;
}

function States({ health }: { health: Reading["health"] }) {
  return (
    <>
      <p className={classes["verdict"]} role="status">
        {health.checks.database === "read_only" ? READ_ONLY : WORDS[health.status]}
      </p>
      <ul className={classes["states"]}>
        {CHECKS.map(([check, name]) => {
          const state = health.checks[check];
          return <StateRow key={check} name={name} isGood={state === "up"} words={STATES[state]} />;
        })}
      </ul>
    </>
  );
}
