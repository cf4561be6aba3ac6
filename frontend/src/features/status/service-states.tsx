"use client";

import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/status";
import { type Reading, useHealth } from "./use-health";
import { StateRow } from "./state-row";
import classes from "./status.module.css";

const WORDS = {
  healthy: text.healthy,
  degraded: text.degraded,
  unhealthy: text.unhealthy,
} as const;

const READ_ONLY = text.readOnly;

const STATES = { up: text.up, down: text.down, read_only: text.readOnlyState } as const;

const CHECKS = [
  ["database", text.results],
  ["cache", text.cache],
  ["channel_layer", text.live],
  ["tasks", text.tasks],
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
