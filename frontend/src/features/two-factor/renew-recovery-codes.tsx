"use client";

import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import * as text from "@/messages/two-factor-setup";
import { ConfirmWithCode } from "./confirm-with-code";
import { RecoveryCodes } from "./recovery-codes";
import { useRenewSecondFactor } from "./second-factor-query";

export function RenewRecoveryCodes({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const renew = useRenewSecondFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={onClose} />;
  return (
    <ConfirmWithCode
      words={text.renewIntro}
      action={text.renew}
      onCancel={onClose}
      send={async (body) => {
        const answer = await answerOf(player.POST("/auth/api/totp/recovery-codes/", { body }));
        void renew();
        setCodes(answer.recovery_codes);
      }}
    />
  );
}
