"use client";

import { Alert, Group } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { ResendLink } from "@/shared/player/resend-link";

export default function VerifyRequest({ email }: { email: string }) {
  const [isDismissed, setIsDismissed] = useState(false);
  if (isDismissed) return null;
  return (
    <Alert
      component="aside"
      role="complementary"
      aria-label="Verify your address"
      mt="lg"
      icon={<IconMail aria-hidden />}
      withCloseButton
      closeButtonLabel="Not now"
      onClose={() => setIsDismissed(true)}
    >
      <Group justify="space-between" gap="sm">
        <span>
          Please verify your address: the link is in the mail to <b>{email}</b>. Without it you
          cannot get a forgotten password back.
        </span>
        <ResendLink email={email} />
      </Group>
    </Alert>
  );
}
