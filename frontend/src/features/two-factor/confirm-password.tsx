"use client";

import { Button, Text } from "@mantine/core";
import { PasswordField } from "@/shared/forms/fields";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { deferredResolver } from "@/shared/forms/deferred-resolver";

interface ConfirmPasswordProps {
  send: (password: string) => Promise<void>;
  onCancel: () => void;
}

const resolver = deferredResolver(
  async () => (await import("@/shared/forms/resolvers")).passwordResolver,
);

export function ConfirmPassword({ send, onCancel }: ConfirmPasswordProps) {
  const form = useServerForm({
    resolver,
    values: { password: "" },
    fields: ["password"],
    send: ({ password }) => send(password),
  });
  const cancel = (
    <Button variant="default" size="md" onClick={onCancel}>
      Cancel
    </Button>
  );
  return (
    <ServerForm form={form} label="Confirm it is you" action="Go on" beside={cancel}>
      <Text size="sm">
        You need an authenticator app on your phone. First confirm that it is you.
      </Text>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
