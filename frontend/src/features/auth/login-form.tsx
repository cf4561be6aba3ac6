"use client";

import { Group, Stack, Text } from "@mantine/core";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import * as sharedText from "@/messages/shared";
import * as text from "@/messages/sign-in";
import { CookieNote } from "./cookie-note";
import { leadingTo } from "./destination";
import { LogInSteps } from "./log-in-steps";
import { SignOutNote } from "./sign-out-note";
import { useDestination } from "./use-destination";

export function LoginForm() {
  const next = useDestination();
  return (
    <Stack>
      <div>
        <PageHeading>{sharedText.signIn}</PageHeading>
        <SignOutNote />
      </div>
      <CookieNote />
      <LogInSteps />
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {text.newHere}{" "}
          <TextLink href={leadingTo("/register", next)}>{sharedText.register}</TextLink>
        </Text>
        <Text size="sm">
          <TextLink href="/forgot">{text.forgot}</TextLink>
        </Text>
      </Group>
    </Stack>
  );
}
