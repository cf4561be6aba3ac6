"use client";

import { Button, Text } from "@mantine/core";
import { PasswordField } from "@/shared/forms/fields";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { deferredResolver } from "@/shared/forms/deferred-resolver";
import * as dialogText from "@/messages/dialogs";
import * as text from "@/messages/two-factor-setup";

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
      {dialogText.cancel}
    </Button>
  );
  return (
    <ServerForm form={form} label={text.confirmIdentity} action={text.proceed} beside={cancel}>
      <Text size="sm">{text.setupIntro}</Text>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
