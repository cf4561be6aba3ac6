"use client";

import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useStatistics } from "@/entities/results/player-queries";
import { useServices } from "@/entities/session/services-context";
import { showError } from "@/shared/ui/feedback/notices";
import { saveFile } from "@/shared/lib/save-file";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import * as text from "@/messages/history";
import { LargeExport } from "./large-export";

/** Larger exports than this aren't fetched into the page's memory. */
const LARGE = 20_000;

export function ExportButton() {
  const { data } = useStatistics();
  return (data?.total_games ?? 0) > LARGE ? <LargeExport /> : <DirectExport />;
}

/** The request requires the token, so the client fetches the file instead of using a plain link. */
function DirectExport() {
  const { player } = useServices();
  const { mutate, isPending } = useMutation({
    mutationFn: () => answerOf(player.GET("/api/game/results/export/", { parseAs: "blob" })),
    onSuccess: (file: Blob) => saveFile("numberplay-results.csv", file),
    onError: (error) => showError(text.exportFailed, error),
  });
  return (
    <LoadingButton variant="framed" loading={isPending} onClick={() => mutate()}>
      <IconDownload aria-hidden size={18} />
      {text.exportCsv}
    </LoadingButton>
  );
}
