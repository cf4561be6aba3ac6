"use client";

import { Stack, Text } from "@mantine/core";
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
    <Stack>
      <Text size="sm">{text.exportIntro}</Text>
      {error && <ErrorAlert error={error} onRetry={() => mutate()} />}
      <LoadingButton
        variant="default"
        w="fit-content"
        leftSection={<IconDownload aria-hidden size={18} />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {text.exportData}
      </LoadingButton>
      <SuccessNote>{isSuccess && text.exported({ file: FILE })}</SuccessNote>
    </Stack>
  );
}
