"use client";

import { EmailField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { filledEmail } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/player";
import * as linkText from "@/messages/links";

interface EmailRequestProps {
  label: string;
  request: (email: string) => Promise<unknown>;
}

/** Requests an email with a link. The response and the message are the same for known and unknown addresses. */
export function EmailRequest({ label, request }: EmailRequestProps) {
  const form = useServerForm({
    values: { email: "" },
    rules: { email: filledEmail },
    send: async ({ email }) => {
      await request(email);
    },
  });
  return (
    <>
      <SuccessNote title={text.checkInbox}>
        {form.sent && (
          <Sentence of={(email) => text.linkSent({ email })}>
            <span translate="no">{form.sent.email}</span>
          </Sentence>
        )}
      </SuccessNote>
      <ServerForm
        form={form}
        label={label}
        action={form.sent ? text.sendAnother : linkText.sendLink}
      >
        <EmailField field={form.field("email")} />
      </ServerForm>
    </>
  );
}
