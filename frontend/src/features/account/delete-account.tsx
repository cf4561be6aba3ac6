"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { LazyDialog } from "@/shared/ui/overlays/lazy-dialog";
import * as text from "@/messages/account";
import * as dialogText from "@/messages/dialogs";

export function DeleteAccount() {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <Stack>
      <Text size="sm">{text.deleteIntro}</Text>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        w="fit-content"
        onClick={() => setIsAsking(true)}
      >
        {text.deleteAccountOpen}
      </Button>
      {isAsking && (
        <LazyDialog title={text.deleteQuestion} onClose={close}>
          <Confirmation onCancel={close} />
        </LazyDialog>
      )}
    </Stack>
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
    <Button variant="default" size="md" onClick={onCancel}>
      {dialogText.cancel}
    </Button>
  );
  return (
    <ServerForm
      form={form}
      label={text.deleteAccount}
      action={text.deleteConfirm}
      color="red.9"
      beside={cancel}
    >
      <Text size="sm">{text.deleteWarning}</Text>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
