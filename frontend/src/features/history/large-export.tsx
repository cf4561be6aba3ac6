"use client";

import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import type { Export } from "@numberplay/client/api/types";
import { useServices } from "@/entities/session/services-context";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { showError } from "@/shared/ui/feedback/notices";
import { percentText } from "@/shared/lib/numbers";
import * as text from "@/messages/history";

const ASK_EVERY_MS = 2000;
const RENEW_LINK_MS = 120_000;

/** For histories that would take minutes to download. The server creates the file first, and reports its progress. */
export function LargeExport() {
  const { player } = useServices();
  const request = useMutation({
    mutationFn: () => answerOf(player.POST("/api/game/exports/")),
    onError: (error) => showError(text.exportFailed, error),
  });
  const made = useExport(request.data);
  const isReady = made?.state === "ready";
  return (
    <div className="row">
      <LoadingButton
        variant="framed"
        loading={request.isPending || (made !== undefined && !isReady)}
        onClick={() => request.mutate()}
      >
        {text.prepareExport}
      </LoadingButton>
      <span role="status">
        {made !== undefined && !isReady && (
          <span>{text.preparing({ progress: percentText(made.progress) })}</span>
        )}
        {isReady && made.url !== null && (
          <a href={made.url} download>
            <IconDownload aria-hidden size={18} /> <span>{text.downloadExport}</span>
          </a>
        )}
      </span>
    </div>
  );
}

/** Returns the newest state of a requested export. Its link expires, so it is renewed for as long as it is shown. */
function useExport(requested: Export | undefined): Export | undefined {
  const { player } = useServices();
  const { data } = useQuery({
    queryKey: ["player", "export", requested?.id],
    queryFn: ({ signal }) => {
      const path = { export_id: requested?.id ?? "" };
      return answerOf(player.GET("/api/game/exports/{export_id}/", { params: { path }, signal }));
    },
    enabled: requested !== undefined,
    initialData: requested,
    refetchInterval: ({ state }) => (state.data?.state === "ready" ? RENEW_LINK_MS : ASK_EVERY_MS),
  });
  return data;
}
