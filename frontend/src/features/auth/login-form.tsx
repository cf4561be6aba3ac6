import { Group, Stack, Text } from "@mantine/core";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import { CookieNote } from "./cookie-note";
import { leadingTo } from "./destination";
import { LogInSteps } from "./log-in-steps";
import { SignOutNote } from "./sign-out-note";

export function LoginForm({ next }: { next: string }) {
  return (
    <Stack>
      <div>
        <PageHeading>Log in</PageHeading>
        <SignOutNote />
      </div>
      <CookieNote />
      <LogInSteps />
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          New here? <TextLink href={leadingTo("/register", next)}>Register</TextLink>
        </Text>
        <Text size="sm">
          <TextLink href="/forgot">Forgot your password?</TextLink>
        </Text>
      </Group>
    </Stack>
  );
}
