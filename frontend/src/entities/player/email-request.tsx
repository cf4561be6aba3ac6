"use client";

import { EmailField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { useServerForm } from "@/shared/forms/use-server-form";
import { deferredResolver } from "@/shared/forms/deferred-resolver";
import { SuccessNote } from "@/shared/ui/feedback/success-note";

interface EmailRequestProps {
  label: string;
  request: (email: string) => Promise<unknown>;
}

const resolver = deferredResolver(
  async () => (await import("@/shared/forms/resolvers")).emailResolver,
);

/** Requests an email with a link. The response and the message are the same for known and unknown addresses. */
export function EmailRequest({ label, request }: EmailRequestProps) {
  const form = useServerForm({
    resolver,
    values: { email: "" },
    fields: ["email"],
    send: async ({ email }) => {
      await request(email);
    },
  });
  return (
    <>
      <SuccessNote title="Look into your mail">
        {form.sent && (
          <>
            If <span translate="no">{form.sent.email}</span> belongs to an account, a link is on its
            way to it.
          </>
        )}
      </SuccessNote>
      <ServerForm
        form={form}
        label={label}
        action={form.sent ? "Send another link" : "Send the link"}
      >
        <EmailField field={form.field("email")} />
      </ServerForm>
    </>
  );
}
