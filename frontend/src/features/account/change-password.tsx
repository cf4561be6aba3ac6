"use client";

import { Stack, Text } from "@mantine/core";
import { answerOf } from "@numberplay/client/api/client";
import { PasswordField } from "@/shared/forms/fields";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { deferredResolver } from "@/shared/forms/deferred-resolver";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { useRenewDevices } from "@/entities/session/devices-query";

const resolver = deferredResolver(
  async () => (await import("@/shared/forms/resolvers")).changePasswordResolver,
);

export function ChangePassword() {
  const { player } = useServices();
  const renewDevices = useRenewDevices();
  const form = useServerForm({
    resolver,
    values: { current_password: "", password: "" },
    fields: ["current_password", "password"],
    send: async (body) => {
      await answerOf(player.POST("/auth/api/password/change/", { body }));
      renewDevices();
    },
  });
  return (
    <Stack>
      <Text size="sm">A new password signs out every other device.</Text>
      <ServerForm form={form} label="Change the password" action="Change the password" isSmall>
        <PasswordManagerUsername />
        <PasswordField
          kind="current"
          label="Current password"
          field={form.field("current_password")}
        />
        <PasswordField kind="new" label="New password" field={form.field("password")} />
      </ServerForm>
      <SuccessNote>
        {form.sent && "Your password is changed. All other devices are signed out."}
      </SuccessNote>
    </Stack>
  );
}
