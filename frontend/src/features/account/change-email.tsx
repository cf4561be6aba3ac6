"use client";

import { answerOf } from "@numberplay/client/api/client";
import { EmailField } from "@/shared/forms/fields";
import { PasswordField } from "@/shared/forms/password-field";
import { ServerForm } from "@/shared/forms/server-form";
import { filledEmail, filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as dialogText from "@/messages/dialogs";
import * as linkText from "@/messages/links";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/account";

export function ChangeEmail({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const form = useServerForm({
    values: { email: "", password: "" },
    rules: { email: filledEmail, password: filledPassword },
    send: async (body) => {
      await answerOf(player.POST("/auth/api/email/change/", { body }));
    },
  });
  const close = (
    <PlainButton variant="framed" onClick={onClose}>
      {form.sent ? dialogText.close : dialogText.cancel}
    </PlainButton>
  );
  return (
    <div className="stack-small">
      <SuccessNote title={text.checkNewInbox}>
        {form.sent && (
          <Sentence of={(email) => text.changeEmailSent({ email })}>
            <span translate="no">{form.sent.email}</span>
          </Sentence>
        )}
      </SuccessNote>
      <ServerForm
        form={form}
        label={text.changeEmail}
        action={linkText.sendLink}
        beside={close}
        isSmall
      >
        <p className="small">{text.changeEmailIntro}</p>
        <EmailField label={text.newEmail} field={form.field("email")} />
        <PasswordField kind="current" label={text.password} field={form.field("password")} />
      </ServerForm>
    </div>
  );
}
