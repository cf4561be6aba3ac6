"use client";

import { hasCode } from "@numberplay/client/api/errors";
import { EmailField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { ServerForm } from "@/shared/forms/server-form";
import { filledEmail, filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import * as text from "@/messages/shared";
import { useLogIn } from "./use-log-in";

export interface Credentials {
  email: string;
  password: string;
}

interface CredentialsStepProps {
  email: string;
  onCodeNeeded: (credentials: Credentials) => void;
}

export function CredentialsStep({ email, onCodeNeeded }: CredentialsStepProps) {
  const logIn = useLogIn();
  const form = useServerForm({
    values: { email, password: "" },
    rules: { email: filledEmail, password: filledPassword },
    send: (credentials) =>
      logIn(credentials).catch((error: unknown) => {
        if (!hasCode(error, "second_factor_required")) throw error;
        onCodeNeeded(credentials);
      }),
  });
  return (
    <ServerForm form={form} label={text.signIn} action={text.signIn}>
      <EmailField field={form.field("email")} />
      <PasswordField kind="current" field={form.field("password")} isFirst={email !== ""} />
    </ServerForm>
  );
}
