"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { hasCode } from "@numberplay/client/api/errors";
import { BrokenLink } from "@/entities/player/broken-link";
import { useLinkToken } from "@/entities/player/use-link-token";
import { useServices } from "@/entities/session/services-context";
import { SessionLoader } from "@/entities/session/session-loader";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { TextLink } from "@/shared/ui/controls/text-link";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import * as text from "@/messages/subscriptions";

/** The page for the unsubscribe links in emails. Opening a link isn't enough, because email programs may do that. */
export function Unsubscribe() {
  const token = useLinkToken();
  if (token === undefined) return <SessionLoader />;
  if (token === null) return <UselessLink />;
  return <Confirmation key={token} token={token} />;
}

function Confirmation({ token }: { token: string }) {
  const { visitor } = useServices();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => answerOf(visitor.POST("/auth/api/email/unsubscribe/", { body: { token } })),
  });
  if (hasCode(error, "invalid_token")) return <UselessLink />;
  if (isSuccess) return <Unsubscribed />;
  return (
    <div className="stack-small">
      <PageHeading>{text.title}</PageHeading>
      <p>{text.question}</p>
      {error && <ErrorAlert error={error} onRetry={() => mutate()} />}
      <LoadingButton variant="filled" loading={isPending} onClick={() => mutate()}>
        {text.unsubscribe}
      </LoadingButton>
    </div>
  );
}

function Unsubscribed() {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.done}</PageHeading>
      <p>{text.doneHint}</p>
      <TextLink href="/account#emails">{text.account}</TextLink>
    </div>
  );
}

function UselessLink() {
  return (
    <BrokenLink>
      <TextLink href="/account#emails">{text.account}</TextLink>
    </BrokenLink>
  );
}
