"use client";

import { useConnection } from "@/entities/results/use-connection";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { Card } from "@/shared/ui/layout/card";
import * as text from "@/messages/status";
import { ServiceStates } from "./service-states";
import { StateRow } from "./state-row";
import classes from "./status.module.css";
import { useHealth } from "./use-health";

export function StatusPage() {
  return (
    <div className={`stack ${classes["page"] ?? ""}`}>
      <div>
        <PageHeading>{text.title}</PageHeading>
        <p className="dimmed">{text.intro}</p>
      </div>
      <Card title="NumberPlay">
        <div className={classes["place"]}>
          <ServiceStates />
        </div>
      </Card>
      <Card title={text.connection}>
        <OwnConnection />
      </Card>
    </div>
  );
}

function OwnConnection() {
  const { data, isError } = useHealth();
  const connection = useConnection();
  const answer = data === undefined ? text.checking : text.respondsIn({ ms: data.roundTripMs });
  return (
    <ul className={classes["states"]}>
      <StateRow
        name={text.server}
        isGood={!isError}
        words={isError ? text.notResponding : answer}
      />
      <StateRow
        name={text.live}
        isGood={connection === null || connection.phase === "live"}
        words={connection?.words ?? text.notSignedIn}
      />
    </ul>
  );
}
