"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Player } from "@numberplay/client/api/types";
import { playerKey } from "@/entities/player/player-query";
import { useServices } from "@/entities/session/services-context";
import { Dialog } from "@/shared/ui/overlays/dialog";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/session";
import { LogInSteps } from "./log-in-steps";

/** Opens over the page when the session has ended. Input is kept, and pending requests continue after signing in. */
export function SignInAgainDialog() {
  const { session } = useServices();
  const player = useQueryClient().getQueryData<Player>(playerKey);
  return (
    <Dialog title={text.signInToContinue} isVeil>
      <div className="stack-small">
        <p className="small">{text.sessionEnded}</p>
        <LogInSteps email={player?.email ?? ""} />
        <PlainButton onClick={() => session.leave()}>{text.leave}</PlainButton>
      </div>
    </Dialog>
  );
}
