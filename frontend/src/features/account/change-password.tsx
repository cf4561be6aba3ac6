"use client";

import { answerOf } from "@numberplay/client/api/client";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { useRenewDevices } from "@/entities/session/devices-query";
import * as text from "@/messages/account";

export function ChangePassword() {
  const { player } = useServices();
  const renewDevices = useRenewDevices();
  const form = useServerForm({
    values: { current_password: "", password: "" },
    rules: { current_password: filledPassword, password: filledPassword },
    send: async (body) => {
      await answerOf(player.POST("/auth/api/password/change/", { body }));
      renewDevices();
    },
  });
  return (
    <div className="stack-small">
      <p className="small">{text.changePasswordIntro}</p>
      <ServerForm form={form} label={text.changePassword} action={text.changePassword} isSmall>
        <PasswordManagerUsername />
        <PasswordField
          kind="current"
          label={text.currentPassword}
          field={form.field("current_password")}
        />
        <PasswordField kind="new" label={text.newPassword} field={form.field("password")} />
      </ServerForm>
      <SuccessNote>{form.sent && text.passwordChanged}</SuccessNote>
    </div>
  );
}
