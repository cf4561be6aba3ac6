"use client";

import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { ConfirmWithCode } from "./confirm-with-code";
import { useRenewSecondFactor } from "./second-factor-query";

export function SwitchOffSecondFactor({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const renew = useRenewSecondFactor();
  return (
    <ConfirmWithCode
      words="From then on your password alone lets you in. Your recovery codes stop working."
      action="Switch off"
      onCancel={onClose}
      send={async (body) => {
        await answerOf(player.DELETE("/auth/api/totp/", { body }));
        await renew();
        onClose();
      }}
    />
  );
}
