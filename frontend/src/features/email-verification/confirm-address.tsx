"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { LinkedAccount } from "@numberplay/client/api/types";
import { Timestamp } from "@/shared/ui/display/timestamp";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/verification";
import * as dialogText from "@/messages/dialogs";

interface Asking {
  mutate: () => void;
  isPending: boolean;
  error: unknown;
}

interface ConfirmAddressProps {
  account: LinkedAccount;
  verification: Asking;
  disowning: Asking;
}

/** Shows the account first, as another person may have registered with this address. */
export function ConfirmAddress({ account, verification, disowning }: ConfirmAddressProps) {
  const [isForeign, setIsForeign] = useState(false);
  if (isForeign) return <ConfirmRemoval disowning={disowning} onBack={() => setIsForeign(false)} />;
  return (
    <Stack>
      <PageHeading>{text.title}</PageHeading>
      <Text>
        <Sentence of={(name) => text.verifiesFor({ account: name })}>
          <b translate="no">{account.username}</b>
        </Sentence>{" "}
        <Sentence of={(date) => text.registered({ date })}>
          <Timestamp at={account.date_joined} />
        </Sentence>
      </Text>
      {verification.error !== null && <ErrorAlert error={verification.error} />}
      <LoadingButton loading={verification.isPending} onClick={() => verification.mutate()}>
        {text.verify}
      </LoadingButton>
      <Text size="sm">{text.notYours}</Text>
      <Button variant="default" onClick={() => setIsForeign(true)}>
        {text.notMine}
      </Button>
    </Stack>
  );
}

function ConfirmRemoval({ disowning, onBack }: { disowning: Asking; onBack: () => void }) {
  return (
    <Stack>
      <PageHeading>{text.removeQuestion}</PageHeading>
      <Text>{text.removeConsequences}</Text>
      {disowning.error !== null && <ErrorAlert error={disowning.error} />}
      <Group gap="sm" grow>
        <LoadingButton
          color="red.9"
          loading={disowning.isPending}
          onClick={() => disowning.mutate()}
        >
          {text.remove}
        </LoadingButton>
        <Button variant="default" onClick={onBack}>
          {dialogText.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
