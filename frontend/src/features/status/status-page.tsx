"use client";

import { useConnection } from "@/entities/results/use-connection";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
import { ServiceStates } from "./service-states";
import { StateRow } from "./state-row";
import classes from "./status.module.css";
import { useHealth } from "./use-health";

export function StatusPage() {
  return (
    <div className={`stack ${classes["page"] ?? ""}`}>
      <PageHeading>Status</PageHeading>
      <Card title="NumberPlay">
        <div className={classes["place"]}>
          <ServiceStates />
        </div>
      </Card>
      <Card title="Your connection">
        <OwnConnection />
      </Card>
    </div>
  );
}

function OwnConnection() {
  const { data, isError } = useHealth();
  const connection = useConnection();
  const answer = data === undefined ? "Asking …" : `Answers in ${String(data.roundTripMs)} ms`;
  return (
    <ul className={classes["states"]}>
      <StateRow name="Server" isGood={!isError} words={isError ? "Does not answer" : answer} />
      <StateRow
        name="Live results"
        isGood={connection === null || connection.phase === "live"}
        words={connection?.words ?? "Not signed in"}
      />
    </ul>
  );
}
