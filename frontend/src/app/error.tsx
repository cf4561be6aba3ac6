"use client";

import { LightButton } from "@/shared/ui/light-button";
import { PlainMessage } from "@/shared/ui/plain-message";

/** It loads the page anew: a part of it that could not be loaded would fail again. */
export default function PageError() {
  return (
    <PlainMessage title="This page has a problem">
      <title>Problem · NumberPlay</title>
      <p>Your results are safe. Please try again.</p>
      <LightButton looks="filled" onClick={() => window.location.reload()}>
        Try again
      </LightButton>
    </PlainMessage>
  );
}
