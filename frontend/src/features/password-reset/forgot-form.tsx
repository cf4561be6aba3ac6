"use client";

import { Stack, Text } from "@mantine/core";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import { EmailRequest } from "@/entities/player/email-request";

export function ForgotForm() {
  const { visitor } = useServices();
  return (
    <Stack>
      <PageHeading>Forgot your password?</PageHeading>
      <Text>We send a link to your e-mail address. It lets you choose a new password.</Text>
      <EmailRequest
        label="Ask for a new password"
        request={(email) =>
          answerOf(visitor.POST("/auth/api/password/reset/", { body: { email } }))
        }
      />
      <Text size="sm">
        <TextLink href="/login">Back to log in</TextLink>
      </Text>
    </Stack>
  );
}
