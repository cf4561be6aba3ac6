"use client";

import { Button, Stack, Text } from "@mantine/core";
import { answerOf } from "@numberplay/client/api/client";
import { EmailField, PasswordField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { deferredResolver } from "@/shared/forms/deferred-resolver";
import { SuccessNote } from "@/shared/ui/feedback/success-note";

const resolver = deferredResolver(
  async () => (await import("@/shared/forms/resolvers")).changeEmailResolver,
);

export function ChangeEmail({ onClose }: { onClose: () => void }) {
  const { player } = useServices();
  const form = useServerForm({
    resolver,
    values: { email: "", password: "" },
    fields: ["email", "password"],
    send: async (body) => {
      await answerOf(player.POST("/auth/api/email/change/", { body }));
    },
  });
  const close = (
    <Button variant="default" onClick={onClose}>
      {form.sent ? "Close" : "Cancel"}
    </Button>
  );
  return (
    <Stack>
      <SuccessNote title="Look into the mail of the new address">
        {form.sent && (
          <>
            The link that we sent to <span translate="no">{form.sent.email}</span> makes it yours.
            Until then your address stays as it is.
          </>
        )}
      </SuccessNote>
      <ServerForm
        form={form}
        label="Change the address"
        action="Send the link"
        beside={close}
        isSmall
      >
        <Text size="sm">
          We send a link to the new address, and notify the old one that a change was requested.
        </Text>
        <EmailField label="New e-mail" field={form.field("email")} />
        <PasswordField kind="current" label="Password" field={form.field("password")} />
      </ServerForm>
    </Stack>
  );
}
