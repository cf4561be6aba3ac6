"use client";

import { useState } from "react";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { type Credentials, CredentialsStep } from "./credentials-step";

const CodeStep = lazyPart(async () => (await import("./code-step")).CodeStep, {
  waiting: () => <Skeleton height={180} />,
});

interface LogInStepsProps {
  /** The email of the player who is expected to sign in. */
  email?: string;
}

/** Email and password, then the two-factor code if the account has it enabled. */
export function LogInSteps({ email = "" }: LogInStepsProps) {
  const [accepted, setAccepted] = useState<Credentials | null>(null);
  if (accepted === null) return <CredentialsStep email={email} onCodeNeeded={setAccepted} />;
  return <CodeStep credentials={accepted} onBack={() => setAccepted(null)} />;
}
