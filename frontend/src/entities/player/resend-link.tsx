"use client";

import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { useRetryAfter } from "@/shared/lib/use-retry-after";
import * as text from "@/messages/player";

/** Sends another link for verifying the player's address. */
export function ResendLink({ email }: { email: string }) {
  const { visitor } = useServices();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => answerOf(visitor.POST("/auth/api/email/verify/resend/", { body: { email } })),
  });
  const isWaiting = useRetryAfter(error).left > 0;
  return (
    <div className="row">
      <LoadingButton
        variant="framed"
        loading={isPending}
        disabled={isWaiting}
        onClick={() => mutate()}
      >
        {text.resend}
      </LoadingButton>
      <span role="status">{isSuccess && text.resent}</span>
      {error && <ErrorAlert error={error} />}
    </div>
  );
}
