"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { usePlayer } from "@/entities/player/player-query";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { QueryView } from "@/shared/ui/loading/query-view";
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
        <Stack>
          {factor.enabled ? (
            <SwitchedOn codesLeft={factor.recovery_codes_left} onOpen={setOpen} />
          ) : (
            <SwitchedOff onOpen={setOpen} />
          )}
          {open && <SecondFactorDialog name={open} onClose={() => setOpen(null)} />}
        </Stack>
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
