"use client";

import { useQueryClient } from "@tanstack/react-query";
import { answerOf } from "@numberplay/client/api/client";
import { UsernameField } from "@/shared/forms/fields";
import { ServerForm } from "@/shared/forms/server-form";
import { filledUsername } from "@/shared/forms/rules";
import { useServerForm } from "@/shared/forms/use-server-form";
import { playerKey } from "@/entities/player/player-query";
import { useServices } from "@/entities/session/services-context";
import { SuccessNote } from "@/shared/ui/feedback/success-note";
import { Sentence } from "@/shared/ui/display/sentence";
import * as text from "@/messages/account";

export function Rename({ username }: { username: string }) {
  const { player } = useServices();
  const queryClient = useQueryClient();
  const form = useServerForm({
    values: { username },
    rules: { username: filledUsername },
    send: async (body) => {
      const renamed = await answerOf(player.PATCH("/auth/api/user/", { body }));
      queryClient.setQueryData(playerKey, renamed);
    },
  });
  return (
    <div className="stack-small">
      <ServerForm form={form} label={text.rename} action={text.saveName} isSmall>
        <UsernameField field={form.field("username")} />
      </ServerForm>
      <SuccessNote>
        {form.sent && (
          <Sentence of={(username) => text.renamed({ username })}>
            <span translate="no">{form.sent.username}</span>
          </Sentence>
        )}
      </SuccessNote>
    </div>
  );
}
