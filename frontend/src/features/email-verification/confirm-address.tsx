"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { LinkedAccount } from "@numberplay/client/api/types";
import { Timestamp } from "@/shared/ui/display/timestamp";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";

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
      <PageHeading>Verify your address</PageHeading>
      <Text>
        This verifies your email address for the account <b translate="no">{account.username}</b>,
        registered <Timestamp at={account.date_joined} />.
      </Text>
      {verification.error !== null && <ErrorAlert error={verification.error} />}
      <LoadingButton loading={verification.isPending} onClick={() => verification.mutate()}>
        Verify my address
      </LoadingButton>
      <Text size="sm">If you didn’t create this account, don’t verify the address.</Text>
      <Button variant="default" onClick={() => setIsForeign(true)}>
        This isn’t my account
      </Button>
    </Stack>
  );
}

function ConfirmRemoval({ disowning, onBack }: { disowning: Asking; onBack: () => void }) {
  return (
    <Stack>
      <PageHeading>Remove your address?</PageHeading>
      <Text>
        If the account was registered with your address, it is deleted with everything in it. If
        somebody only wanted to change to your address, they keep the account without it.
      </Text>
      {disowning.error !== null && <ErrorAlert error={disowning.error} />}
      <Group gap="sm" grow>
        <LoadingButton
          color="red.9"
          loading={disowning.isPending}
          onClick={() => disowning.mutate()}
        >
          Remove my address
        </LoadingButton>
        <Button variant="default" onClick={onBack}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
