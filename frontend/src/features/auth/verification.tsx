"use client";

import { Stack, Text } from "@mantine/core";
import { answerOf } from "@/shared/api/client";
import { hasCode } from "@/shared/api/problem";
import { useServices } from "@/shared/runtime/services-context";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { TextLink } from "@/shared/ui/text-link";
import { BrokenLink } from "./broken-link";
import { MailRequest } from "./mail-request";
import { SessionSearch } from "./session-search";
import { useLinkToken } from "./use-link-token";
import { useVerification } from "./use-verification";

/** What a link in a mail about an address opens: the first address, or one that the player changes to. */
export function Verification() {
  const token = useLinkToken();
  const { data: user, error, refetch } = useVerification(token ?? null);
  if (user) return <Verified email={user.email} />;
  if (token === null || hasCode(error, "invalid_token")) return <UselessLink />;
  return (
    <Stack>
      <PageHeading>Verify your address</PageHeading>
      {error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <SessionSearch />}
    </Stack>
  );
}

function Verified({ email }: { email: string }) {
  return (
    <Stack role="status">
      <PageHeading>Your address is verified</PageHeading>
      <Text style={{ overflowWrap: "anywhere" }}>
        <span translate="no">{email}</span> belongs to your account.
      </Text>
      <TextLink href="/play">Go to the game</TextLink>
    </Stack>
  );
}

function UselessLink() {
  const { visitor } = useServices();
  return (
    <BrokenLink>
      <Text>If your address is verified already, all is well. If not, ask for another link.</Text>
      <MailRequest
        label="Ask for another link"
        request={(email) =>
          answerOf(visitor.POST("/auth/api/email/verify/resend/", { body: { email } }))
        }
      />
    </BrokenLink>
  );
}
