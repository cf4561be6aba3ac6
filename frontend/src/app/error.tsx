"use client";

import { useState } from "react";
import { NetworkError } from "@numberplay/client/api/errors";
import { statusOf } from "@numberplay/client/api/transport";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";
import { errorText } from "@/shared/lib/error-text";
import * as text from "@/messages/app";
import * as sharedText from "@/messages/shared";

/** A full reload, because a chunk that couldn't be loaded would fail again. */
export default function PageError() {
  const [isUnreachable, setIsUnreachable] = useState(false);
  async function reload() {
    const isThere = (await statusOf(window.location.pathname)) !== 0;
    if (isThere) window.location.reload();
    setIsUnreachable(!isThere);
  }
  return (
    <PlainMessage title={text.errorTitle}>
      <title>{text.errorDocumentTitle}</title>
      <p>{text.resultsAreSafe}</p>
      <PlainButton variant="filled" onClick={() => void reload()}>
        {sharedText.tryAgain}
      </PlainButton>
      <p role="status">{isUnreachable && errorText(new NetworkError())}</p>
    </PlainMessage>
  );
}
