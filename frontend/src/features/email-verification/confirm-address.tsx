"use client";

import { useState } from "react";
import type { LinkedAccount } from "@numberplay/client/api/types";
import { Timestamp } from "@/shared/ui/display/timestamp";
import { PageHeading } from "@/shared/ui/layout/page-heading";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { Sentence } from "@/shared/ui/display/sentence";
import { PlainButton } from "@/shared/ui/controls/plain-button";
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

/** Shows the account first, because another person may have registered with this address. */
export function ConfirmAddress({ account, verification, disowning }: ConfirmAddressProps) {
  const [isForeign, setIsForeign] = useState(false);
  if (isForeign) return <ConfirmRemoval disowning={disowning} onBack={() => setIsForeign(false)} />;
  return (
    <div className="stack-small">
      <PageHeading>{text.title}</PageHeading>
      <p>
        <Sentence of={(name) => text.verifiesFor({ account: name })}>
          <b translate="no">{account.username}</b>
        </Sentence>{" "}
        <Sentence of={(date) => text.registered({ date })}>
          <Timestamp at={account.date_joined} />
        </Sentence>
      </p>
      {verification.error !== null && <ErrorAlert error={verification.error} />}
      <LoadingButton
        variant="filled"
        loading={verification.isPending}
        onClick={() => verification.mutate()}
      >
        {text.verify}
      </LoadingButton>
      <p className="small">{text.notYours}</p>
      <PlainButton variant="framed" onClick={() => setIsForeign(true)}>
        {text.notMine}
      </PlainButton>
    </div>
  );
}

function ConfirmRemoval({ disowning, onBack }: { disowning: Asking; onBack: () => void }) {
  return (
    <div className="stack-small">
      <PageHeading>{text.removeQuestion}</PageHeading>
      <p>{text.removeConsequences}</p>
      {disowning.error !== null && <ErrorAlert error={disowning.error} />}
      <div className="row">
        <LoadingButton
          variant="danger"
          loading={disowning.isPending}
          onClick={() => disowning.mutate()}
        >
          {text.remove}
        </LoadingButton>
        <PlainButton variant="framed" onClick={onBack}>
          {dialogText.cancel}
        </PlainButton>
      </div>
    </div>
  );
}
