"use client";

import { Button, Text } from "@mantine/core";
import { CodeField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledCode } from "@/shared/forms/rules";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import * as dialogText from "@/messages/dialogs";
import * as text from "@/messages/two-factor-setup";

interface ConfirmWithCodeProps {
  words: string;
  action: string;
  send: (proof: { password: string; code: string }) => Promise<void>;
  onCancel: () => void;
}

/** Changing the second factor requires the password and a code. */
export function ConfirmWithCode({ words, action, send, onCancel }: ConfirmWithCodeProps) {
  const form = useServerForm({
    values: { password: "", code: "" },
    rules: { password: filledPassword, code: filledCode },
    send,
  });
  const cancel = (
    <Button variant="default" size="md" onClick={onCancel}>
      {dialogText.cancel}
    </Button>
  );
  return (
    <ServerForm form={form} label={action} action={action} beside={cancel}>
      <Text size="sm">{words}</Text>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
      <CodeField field={form.field("code")} description={text.codeHint} />
    </ServerForm>
  );
}
