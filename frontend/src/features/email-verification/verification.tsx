"use client";

import { answerOf } from "@numberplay/client/api/client";
import { hasCode } from "@numberplay/client/api/errors";
import { useServices } from "@/entities/session/services-context";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { TextLink } from "@/shared/ui/controls/text-link";
import { BrokenLink } from "@/entities/player/broken-link";
import { ConfirmAddress } from "./confirm-address";
import { EmailRequest } from "@/entities/player/email-request";
import { SessionLoader } from "@/entities/session/session-loader";
import { useLinkToken } from "@/entities/player/use-link-token";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/verification";
import * as linkText from "@/messages/links";
import * as sharedText from "@/messages/shared";
import { useDisowning, useLinkedAccount, useVerification } from "./use-verification";

/** The page for links in emails that verify an address, either the first one or a new one. */
export function Verification() {
  const token = useLinkToken();
  if (token === undefined) return <SessionLoader />;
  if (token === null) return <UselessLink />;
  return <LinkedAccount key={token} token={token} />;
}

function LinkedAccount({ token }: { token: string }) {
  const account = useLinkedAccount(token);
  const verification = useVerification(token);
  const disowning = useDisowning(token);
  const problems = [account.error, verification.error, disowning.error];

  if (verification.data) return <Verified email={verification.data.user.email} />;
  if (disowning.isSuccess) return <Removed />;
  if (problems.some((error) => hasCode(error, "invalid_token"))) return <UselessLink />;
  if (account.data)
    return (
      <ConfirmAddress account={account.data} verification={verification} disowning={disowning} />
    );
  return (
    <div className="stack-small">
      <PageHeading>{text.title}</PageHeading>
      {account.error ? (
        <ErrorAlert error={account.error} onRetry={() => void account.refetch()} />
      ) : (
        <SessionLoader />
      )}
    </div>
  );
}

function Verified({ email }: { email: string }) {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.verified}</PageHeading>
      <p className="long">
        <Sentence of={(address) => text.belongs({ email: address })}>
          <span translate="no">{email}</span>
        </Sentence>
      </p>
      <TextLink href="/play">{linkText.goToGame}</TextLink>
    </div>
  );
}

function Removed() {
  return (
    <div className="stack-small" role="status">
      <PageHeading>{text.removed}</PageHeading>
      <p>{text.removedHint}</p>
      <TextLink href="/register">{sharedText.register}</TextLink>
    </div>
  );
}

function UselessLink() {
  const { visitor } = useServices();
  return (
    <BrokenLink>
      <p>{text.alreadyVerified}</p>
      <EmailRequest
        label={linkText.requestLink}
        request={(email) =>
          answerOf(visitor.POST("/auth/api/email/verify/resend/", { body: { email } }))
        }
      />
    </BrokenLink>
  );
}
