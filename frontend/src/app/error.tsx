"use client";

import { useState } from "react";
import { NetworkProblem } from "@numberplay/client/api/problem";
import { statusOf } from "@numberplay/client/api/transport";
import { LightButton } from "@/shared/ui/controls/light-button";
import { PlainMessage } from "@/shared/ui/feedback/plain-message";
import { problemText } from "@/shared/lib/problem-text";

/** It loads the page anew: a part of it that could not be loaded would fail again. */
export default function PageError() {
  const [isUnreachable, setIsUnreachable] = useState(false);
  async function reload() {
    const isThere = (await statusOf(window.location.pathname)) !== 0;
    if (isThere) window.location.reload();
    setIsUnreachable(!isThere);
  }
  return (
    <PlainMessage title="This page has a problem">
      <title>Problem · NumberPlay</title>
      <p>Your results are safe. Please try again.</p>
      <LightButton looks="filled" onClick={() => void reload()}>
        Try again
      </LightButton>
      <p role="status">{isUnreachable && problemText(new NetworkProblem())}</p>
    </PlainMessage>
  );
}
