"use client";

import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { tellProblem } from "@/shared/ui/feedback/notices";
import { saveFile } from "@/shared/lib/save-file";
import { SteadyButton } from "@/shared/ui/controls/steady-button";

/** The token goes with the request, so the file comes through the client and not by a plain link. */
export function ExportButton() {
  const { player } = useServices();
  const { mutate, isPending } = useMutation({
    mutationFn: () => answerOf(player.GET("/api/game/results/export/", { parseAs: "blob" })),
    onSuccess: (file: Blob) => saveFile("numberplay-results.csv", file),
    onError: (problem) => tellProblem("The export did not arrive", problem),
  });
  return (
    <SteadyButton
      variant="default"
      leftSection={<IconDownload aria-hidden size={18} />}
      isBusy={isPending}
      onClick={() => mutate()}
    >
      Export as CSV
    </SteadyButton>
  );
}
