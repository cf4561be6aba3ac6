"use client";

import { Stack, Text } from "@mantine/core";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import { EmailRequest } from "@/entities/player/email-request";
import * as text from "@/messages/forgot-password";

export function ForgotForm() {
  const { visitor } = useServices();
  return (
    <Stack>
      <PageHeading>{text.title}</PageHeading>
      <Text>{text.intro}</Text>
      <EmailRequest
        label={text.form}
        request={(email) =>
          answerOf(visitor.POST("/auth/api/password/reset/", { body: { email } }))
        }
      />
      <Text size="sm">
        <TextLink href="/login">{text.back}</TextLink>
      </Text>
    </Stack>
  );
}
