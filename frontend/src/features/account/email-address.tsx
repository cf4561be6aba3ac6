"use client";

import "@mantine/core/styles/Badge.css";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import type { Player } from "@numberplay/client/api/types";
import { Disclosure } from "./disclosure";
import { ChangeEmail } from "./change-email";
import { ResendLink } from "@/entities/player/resend-link";
import * as text from "@/messages/account";

export function EmailAddress({ player }: { player: Player }) {
  return (
    <Stack>
      <Group gap="sm">
        <div>
          <Text size="sm" fw={500}>
            {text.email}
          </Text>
          <Text translate="no" style={{ overflowWrap: "anywhere" }}>
            {player.email}
          </Text>
        </div>
        <VerifiedBadge isVerified={player.email_verified} />
      </Group>
      {!player.email_verified && <ResendLink email={player.email} />}
      <Disclosure
        trigger={(open) => (
          <Button variant="default" w="fit-content" onClick={open}>
            {text.changeEmail}
          </Button>
        )}
      >
        {(close) => <ChangeEmail onClose={close} />}
      </Disclosure>
    </Stack>
  );
}

function VerifiedBadge({ isVerified }: { isVerified: boolean }) {
  const Icon = isVerified ? IconCircleCheck : IconAlertCircle;
  return (
    <Badge
      variant="outline"
      tt="none"
      size="lg"
      color={isVerified ? "teal" : "orange"}
      c="var(--mantine-color-text)"
      leftSection={<Icon aria-hidden size={16} />}
    >
      {isVerified ? text.verified : text.notVerified}
    </Badge>
  );
}
