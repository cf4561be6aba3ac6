"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { usePlayer } from "@/entities/player/player-query";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { LazyDialog } from "@/shared/ui/overlays/lazy-dialog";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import * as text from "@/messages/two-factor";
import { RenewRecoveryCodes } from "./renew-recovery-codes";
import { SecondFactorSetup } from "./second-factor-setup";
import { useSecondFactor } from "./second-factor-query";
import { SwitchOffSecondFactor } from "./switch-off-second-factor";

const DIALOGS = {
  setup: { title: text.turnOnTitle, Content: SecondFactorSetup },
  renew: { title: text.renewTitle, Content: RenewRecoveryCodes },
  off: { title: text.turnOffTitle, Content: SwitchOffSecondFactor },
};

export function SecondFactor() {
  const { data, error, refetch } = useSecondFactor();
  const factor = useDeferredData(data);
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null);
  if (factor === undefined) {
    if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={112} />;
  }
  const close = () => setOpen(null);
  const dialog = open && DIALOGS[open];
  return (
    <Stack>
      {factor.enabled ? (
        <SwitchedOn codesLeft={factor.recovery_codes_left} onOpen={setOpen} />
      ) : (
        <SwitchedOff onOpen={setOpen} />
      )}
      {dialog && (
        <LazyDialog title={dialog.title} onClose={close} isFirm>
          <dialog.Content onClose={close} />
        </LazyDialog>
      )}
    </Stack>
  );
}

interface StateProps {
  onOpen: (dialog: keyof typeof DIALOGS) => void;
}

function SwitchedOff({ onOpen }: StateProps) {
  const { data: player } = usePlayer();
  return (
    <>
      <Text size="sm">{text.off}</Text>
      {player?.email_verified === false ? (
        <Text size="sm">{text.verifyFirst}</Text>
      ) : (
        <Button variant="default" w="fit-content" onClick={() => onOpen("setup")}>
          {text.turnOnOpen}
        </Button>
      )}
    </>
  );
}

function SwitchedOn({ codesLeft, onOpen }: StateProps & { codesLeft: number }) {
  return (
    <>
      <Text size="sm">{text.on({ count: codesLeft })}</Text>
      <Group gap="sm">
        <Button variant="default" onClick={() => onOpen("renew")}>
          {text.renewOpen}
        </Button>
        <Button variant="default" onClick={() => onOpen("off")}>
          {text.turnOffOpen}
        </Button>
      </Group>
    </>
  );
}
