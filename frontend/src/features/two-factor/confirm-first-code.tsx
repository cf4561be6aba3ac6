"use client";

import "@mantine/core/styles/Center.css";
import "@mantine/core/styles/Code.css";
import { Center, Code } from "@mantine/core";
import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { answerOf } from "@numberplay/client/api/client";
import { CodeField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { filledCode } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { useServices } from "@/entities/session/services-context";
import { useFocusOnMount } from "@/shared/lib/use-focus-on-mount";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as dialogText from "@/messages/dialogs";
import * as text from "@/messages/two-factor-setup";
import { useRenewSecondFactor } from "./second-factor-query";

interface ConfirmFirstCodeProps {
  secret: string;
  uri: string;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

const QR_PIXELS = 192;
const QrCode = lazyPart(async () => (await import("qrcode.react")).QRCodeSVG, {
  waiting: () => <Skeleton width={QR_PIXELS} height={QR_PIXELS} />,
});

export function ConfirmFirstCode({ secret, uri, onConfirmed, onCancel }: ConfirmFirstCodeProps) {
  const { player } = useServices();
  const renew = useRenewSecondFactor();
  const place = useFocusOnMount<HTMLDivElement>();
  const form = useServerForm({
    values: { code: "" },
    rules: { code: filledCode },
    send: async (body) => {
      const answer = await answerOf(player.POST("/auth/api/totp/confirm/", { body }));
      void renew();
      onConfirmed(answer.recovery_codes);
    },
  });
  const cancel = (
    <PlainButton variant="framed" size="large" onClick={onCancel}>
      {dialogText.cancel}
    </PlainButton>
  );
  return (
    <div className="stack-small" ref={place}>
      <p className="small">{text.scan}</p>
      <Center>
        <QrCode value={uri} size={QR_PIXELS} marginSize={2} title={text.qrCode} />
      </Center>
      <Code
        block
        translate="no"
        ta="center"
        style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}
      >
        {inFours(secret)}
      </Code>
      <ServerForm form={form} label={text.confirmApp} action={text.turnOn} beside={cancel}>
        <CodeField field={form.field("code")} description={text.appCodeHint} />
      </ServerForm>
    </div>
  );
}

/** Splits the key into short groups, which are easy to remember while typing. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
