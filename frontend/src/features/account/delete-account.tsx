"use client";

import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { LazyDialog } from "@/shared/ui/overlays/lazy-dialog";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/account";
import * as dialogText from "@/messages/dialogs";

export function DeleteAccount() {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <div className="stack-small">
      <p className="small">{text.deleteIntro}</p>
      <PlainButton variant="danger" onClick={() => setIsAsking(true)}>
        {text.deleteAccountOpen}
      </PlainButton>
      {isAsking && (
        <LazyDialog title={text.deleteQuestion} onClose={close}>
          <Confirmation onCancel={close} />
        </LazyDialog>
      )}
    </div>
  );
}

function Confirmation({ onCancel }: { onCancel: () => void }) {
  const { player, session } = useServices();
  const form = useServerForm({
    values: { password: "" },
    rules: { password: filledPassword },
    send: (body) =>
      session.signOut(() => answerOf(player.DELETE("/auth/api/user/", { body })), "deleted"),
  });
  const cancel = (
    <PlainButton variant="framed" size="large" onClick={onCancel}>
      {dialogText.cancel}
    </PlainButton>
  );
  return (
    <ServerForm
      form={form}
      label={text.deleteAccount}
      action={text.deleteConfirm}
      isDangerous
      beside={cancel}
    >
      <p className="small">{text.deleteWarning}</p>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
