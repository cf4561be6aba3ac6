"use client";

import { Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { ProblemAlert } from "@/shared/ui/feedback/problem-alert";
import { SteadyButton } from "@/shared/ui/controls/steady-button";
import { useWait } from "@/shared/lib/use-wait";

/** Sends the link again that verifies the player's address. */
export function ResendLink({ email }: { email: string }) {
  const { visitor } = useServices();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => answerOf(visitor.POST("/auth/api/email/verify/resend/", { body: { email } })),
  });
  const isWaiting = useWait(error).left > 0;
  return (
    <Group gap="sm">
      <SteadyButton
        variant="default"
        size="sm"
        isBusy={isPending}
        isHeld={isWaiting}
        onClick={() => mutate()}
      >
        Send the link again
      </SteadyButton>
      <span role="status">{isSuccess && "A link is on its way. Look into your mail."}</span>
      {error && <ProblemAlert problem={error} />}
    </Group>
  );
}
