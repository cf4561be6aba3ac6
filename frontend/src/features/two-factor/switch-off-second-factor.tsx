"use client";

import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import * as text from "@/messages/two-factor-setup";
import { ConfirmWithCode } from "./confirm-with-code";
import { useRenewSecondFactor } from "./second-factor-query";

export function SwitchOffSecondFactor({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const renew = useRenewSecondFactor();
  return (
    <ConfirmWithCode
      words={text.turnOffIntro}
      action={text.turnOff}
      onCancel={onClose}
      send={async (body) => {
        await answerOf(player.DELETE("/auth/api/totp/", { body }));
        await renew();
        onClose();
      }}
    />
  );
}
