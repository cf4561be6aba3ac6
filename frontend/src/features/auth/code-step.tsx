"use client";

import { Anchor, Button, Text } from "@mantine/core";
import { useState } from "react";
import { CodeField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { filledCode } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useFocusOnMount } from "@/shared/lib/use-focus-on-mount";
import * as text from "@/messages/code-step";
import * as sharedText from "@/messages/shared";
import type { Credentials } from "./credentials-step";
import { useLogIn } from "./use-log-in";

interface CodeStepProps {
  credentials: Credentials;
  onBack: () => void;
}

const KINDS = {
  app: {
    label: text.appCode,
    description: text.appCodeHint,
    other: text.useRecoveryCode,
  },
  recovery: {
    label: text.recoveryCode,
    description: text.recoveryCodeHint,
    other: text.useApp,
  },
};

export function CodeStep({ credentials, onBack }: CodeStepProps) {
  const [kind, setKind] = useState<keyof typeof KINDS>("app");
  const logIn = useLogIn();
  const place = useFocusOnMount<HTMLDivElement>();
  const form = useServerForm({
    values: { code: "" },
    rules: { code: filledCode },
    send: ({ code }) => logIn({ ...credentials, code }),
  });
  const { label, description, other } = KINDS[kind];
  const back = (
    <Button variant="default" size="md" onClick={onBack}>
      {text.back}
    </Button>
  );
  return (
    <div ref={place}>
      <ServerForm form={form} label={text.twoFactor} action={sharedText.signIn} beside={back}>
        <Text size="sm">{text.codeNeeded}</Text>
        <CodeField key={kind} field={form.field("code")} label={label} description={description} />
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          ta="start"
          onClick={() => setKind(kind === "app" ? "recovery" : "app")}
        >
          {other}
        </Anchor>
      </ServerForm>
    </div>
  );
}
