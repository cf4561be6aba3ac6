"use client";

import { CodeField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledCode } from "@/shared/forms/rules";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { PlainButton } from "@/shared/ui/controls/plain-button";
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
    <PlainButton variant="framed" size="large" onClick={onCancel}>
      {dialogText.cancel}
    </PlainButton>
  );
  return (
    <ServerForm form={form} label={action} action={action} beside={cancel}>
      <p className="small">{words}</p>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
      <CodeField field={form.field("code")} description={text.codeHint} />
    </ServerForm>
  );
}
