"use client";

import type { ReactNode } from "react";
import { answerOf } from "@numberplay/client/api/client";
import { hasCode } from "@numberplay/client/api/errors";
import { PasswordField } from "@/shared/forms/password-field";
import { PasswordManagerUsername } from "@/entities/player/password-manager-username";
import { ServerForm } from "@/shared/forms/server-form";
import { filledPassword } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import { BrokenLink } from "@/entities/player/broken-link";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { useLinkToken } from "@/entities/player/use-link-token";
import * as text from "@/messages/password-reset";
import * as linkText from "@/messages/links";
import * as sharedText from "@/messages/shared";

export function ResetForm() {
  const token = useLinkToken();
  if (token === undefined) return <Waiting />;
  if (token === null) return <UselessLink />;
  return <NewPassword key={token} token={token} />;
}

/** Shown until the token has been read. Its texts are in the page's HTML, because nearly every visit has a token. */
function Waiting() {
  return (
    <Choosing>
      <Skeleton height="7rem" />
    </Choosing>
  );
}

function Choosing({ children }: { children: ReactNode }) {
  return (
    <div className="stack-small">
      <PageHeading>{text.choose}</PageHeading>
      <p>{text.chooseHint}</p>
      {children}
    </div>
  );
}

function NewPassword({ token }: { token: string }) {
  const { visitor, session } = useServices();
  const form = useServerForm({
    values: { password: "" },
    rules: { password: filledPassword },
    send: async ({ password }) => {
      const body = { token, password };
      await answerOf(visitor.POST("/auth/api/password/reset/confirm/", { body }));
      // The reset ended every session, possibly including this browser's.
      await session.recheck();
    },
  });
  if (form.sent) return <Chosen />;
  if (hasCode(form.error, "invalid_token")) return <UselessLink />;
  return (
    <Choosing>
      <ServerForm form={form} label={text.choose} action={text.save}>
        <PasswordManagerUsername />
        <PasswordField kind="new" label={text.newPassword} field={form.field("password")} />
      </ServerForm>
    </Choosing>
  );
}

function UselessLink() {
  return (
    <BrokenLink>
      <TextLink href="/forgot">{linkText.requestLink}</TextLink>
    </BrokenLink>
  );
}

function Chosen() {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.changed}</PageHeading>
      <p>{text.changedHint}</p>
      <TextLink href="/login">{sharedText.signIn}</TextLink>
    </div>
  );
}
