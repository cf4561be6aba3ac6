"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { usePlayer } from "@/entities/player/player-query";
import { useIsPlayer, useServices } from "@/entities/session/services-context";
import { Switch } from "@/shared/forms/switch";
import { showError } from "@/shared/ui/feedback/notices";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import * as text from "@/messages/subscriptions";

const subscriptionsKey = ["player", "subscriptions"] as const;

/** Turns the weekly summary by email on and off. */
export function WeeklySummary() {
  const { player } = useServices();
  const isPlayer = useIsPlayer();
  const account = usePlayer();
  const { data, error, refetch } = useQuery({
    queryKey: subscriptionsKey,
    queryFn: ({ signal }) => answerOf(player.GET("/auth/api/email/subscriptions/", { signal })),
    enabled: isPlayer,
  });
  const change = useChange();

  if (data === undefined && error)
    return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined || account.data === undefined) return <Skeleton height={50} />;
  const canTurnOn = account.data.email_verified;
  const isOn = change.isPending ? change.variables : data.weekly_summary;
  return (
    <Switch
      label={text.weeklySummary}
      description={canTurnOn ? text.weeklySummaryHint : text.verifyFirst}
      checked={isOn}
      disabled={!canTurnOn && !isOn}
      onChange={(isWanted) => change.mutate(isWanted)}
    />
  );
}

function useChange() {
  const { player } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (isWanted: boolean) => {
      const body = { weekly_summary: isWanted };
      return answerOf(player.PATCH("/auth/api/email/subscriptions/", { body }));
    },
    onSuccess: (changed) => queryClient.setQueryData(subscriptionsKey, changed),
    onError: (error) => showError(text.notChanged, error),
    scope: { id: "subscriptions" },
  });
}
