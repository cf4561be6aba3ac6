"use client";

import { useState } from "react";
import { usePlayer } from "@/entities/player/player-query";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { QueryView } from "@/shared/ui/loading/query-view";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/two-factor";
import type { SecondFactorDialogName } from "./second-factor-dialog";
import { useSecondFactor } from "./second-factor-query";

const SecondFactorDialog = lazyPart(
  async () => (await import("./second-factor-dialog")).SecondFactorDialog,
  { isOverlay: true },
);

export function SecondFactor() {
  const [open, setOpen] = useState<SecondFactorDialogName | null>(null);
  return (
    <QueryView query={useSecondFactor()} waiting={<Skeleton height={112} />}>
      {(factor) => (
        <div className="stack-small">
          {factor.enabled ? (
            <SwitchedOn codesLeft={factor.recovery_codes_left} onOpen={setOpen} />
          ) : (
            <SwitchedOff onOpen={setOpen} />
          )}
          {open && <SecondFactorDialog name={open} onClose={() => setOpen(null)} />}
        </div>
      )}
    </QueryView>
  );
}

interface StateProps {
  onOpen: (dialog: SecondFactorDialogName) => void;
}

function SwitchedOff({ onOpen }: StateProps) {
  const { data: player } = usePlayer();
  return (
    <>
      <p className="small">{text.off}</p>
      {player?.email_verified === false ? (
        <p className="small">{text.verifyFirst}</p>
      ) : (
        <PlainButton variant="framed" onClick={() => onOpen("setup")}>
          {text.turnOnOpen}
        </PlainButton>
      )}
    </>
  );
}

function SwitchedOn({ codesLeft, onOpen }: StateProps & { codesLeft: number }) {
  return (
    <>
      <p className="small">{text.on({ count: codesLeft })}</p>
      <div className="row">
        <PlainButton variant="framed" onClick={() => onOpen("renew")}>
          {text.renewOpen}
        </PlainButton>
        <PlainButton variant="framed" onClick={() => onOpen("off")}>
          {text.turnOffOpen}
        </PlainButton>
      </div>
    </>
  );
}
