"use client";

import { Alert, Group } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { usePlayer } from "@/shared/player/player-query";
import { ResendLink } from "@/shared/player/resend-link";

/** Asks for the proof of the address, on every page until the player has given it or will not hear of it. */
export function VerifyBanner() {
  const { data: player } = usePlayer();
  const [isDismissed, setIsDismissed] = useState(false);
  if (player === undefined || player.email_verified || isDismissed) return null;
  return (
    <Alert
      component="aside"
      role="complementary"
      aria-label="Verify your address"
      mb="lg"
      icon={<IconMail aria-hidden />}
      withCloseButton
      closeButtonLabel="Not now"
      onClose={() => setIsDismissed(true)}
    >
      <Group justify="space-between" gap="sm">
        <span>
          Please verify your address: the link is in the mail to <b>{player.email}</b>. Without it
          you cannot get a forgotten password back.
        </span>
        <ResendLink email={player.email} />
      </Group>
    </Alert>
  );
}
