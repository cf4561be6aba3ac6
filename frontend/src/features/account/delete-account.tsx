"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { PasswordField } from "@/shared/forms/fields";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { deferredResolver } from "@/shared/forms/deferred-resolver";
import { LazyDialog } from "@/shared/ui/overlays/lazy-dialog";

const resolver = deferredResolver(
  async () => (await import("@/shared/forms/resolvers")).passwordResolver,
);

export function DeleteAccount() {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => setIsAsking(false);
  return (
    <Stack>
      <Text size="sm">
        Deletes your account, your sessions and all your plays, at once and for good. Nobody can
        bring them back. Download your data first if you want to keep it.
      </Text>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        w="fit-content"
        onClick={() => setIsAsking(true)}
      >
        Delete the account …
      </Button>
      {isAsking && (
        <LazyDialog title="Delete the account for good?" onClose={close}>
          <Confirmation onCancel={close} />
        </LazyDialog>
      )}
    </Stack>
  );
}

function Confirmation({ onCancel }: { onCancel: () => void }) {
  const { player, session } = useServices();
  const form = useServerForm({
    resolver,
    values: { password: "" },
    fields: ["password"],
    send: (body) =>
      session.signOut(() => answerOf(player.DELETE("/auth/api/user/", { body })), "deleted"),
  });
  const cancel = (
    <Button variant="default" size="md" onClick={onCancel}>
      Keep the account
    </Button>
  );
  return (
    <ServerForm
      form={form}
      label="Delete the account"
      action="Delete for good"
      color="red.9"
      beside={cancel}
    >
      <Text size="sm">Your account, your plays and your points will be gone.</Text>
      <PasswordManagerUsername />
      <PasswordField kind="current" field={form.field("password")} isFirst />
    </ServerForm>
  );
}
