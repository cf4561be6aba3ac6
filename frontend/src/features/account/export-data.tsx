"use client";

import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { useServices } from "@/entities/session/services-context";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { LoadingButton } from "@/shared/ui/controls/loading-button";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { saveFile } from "@/shared/lib/save-file";
import * as text from "@/messages/account";

const FILE = "numberplay-export.json";

export function ExportData() {
  const { player } = useServices();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: async () => {
      const content = await answerOf(player.GET("/auth/api/user/export/", { parseAs: "blob" }));
      saveFile(FILE, content);
    },
  });
  return (
    <div className="stack-small">
      <p className="small">{text.exportIntro}</p>
      {error && <ErrorAlert error={error} onRetry={() => mutate()} />}
      <LoadingButton variant="framed" loading={isPending} onClick={() => mutate()}>
        <IconDownload aria-hidden size={18} />
        {text.exportData}
      </LoadingButton>
      <SuccessNote>{isSuccess && text.exported({ file: FILE })}</SuccessNote>
    </div>
  );
}
