"use client";

import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as dialogText from "@/messages/dialogs";
import * as text from "@/messages/two-factor-setup";

interface ConfirmPasswordProps {
  send: (password: string) => Promise<void>;
  onCancel: () => void;
}

export function ConfirmPassword({ send, onCancel }: ConfirmPasswordProps) {
  const form = useServerForm({
    values: { password: "" },
    rules: { password: filledPassword },
    send: ({ password }) => send(password),
  });
  const cancel = (
    <PlainButton variant="framed" size="large" onClick={onCancel}>
      {dialogText.cancel}
    </PlainButton>
  );
  return (
    <ServerForm form={form} label={text.confirmIdentity} action={text.proceed} beside={cancel}>
      <p className="small">{text.setupIntro}</p>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
