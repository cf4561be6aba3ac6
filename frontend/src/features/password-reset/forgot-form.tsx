"use client";

import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { TextLink } from "@/shared/ui/controls/text-link";
import { EmailRequest } from "@/entities/player/email-request";
import * as text from "@/messages/forgot-password";

export function ForgotForm() {
  const { visitor } = useServices();
  return (
    <div className="stack-small">
      <PageHeading>{text.title}</PageHeading>
      <p>{text.intro}</p>
      <EmailRequest
        label={text.form}
        request={(email) =>
          answerOf(visitor.POST("/auth/api/password/reset/", { body: { email } }))
        }
      />
      <p className="small">
        <TextLink href="/login">{text.back}</TextLink>
      </p>
    </div>
  );
}
