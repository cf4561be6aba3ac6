"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import type { Rules } from "@numberplay/client/api/types";
import { fieldErrorOf } from "@numberplay/client/api/errors";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { isFirstClick } from "@/shared/lib/one-press";
import { HelpButton } from "./help-button";
import classes from "./play-form.module.css";
import { playKey } from "@/entities/results/play-key";
import * as text from "@/messages/play";
import { PlayError } from "./play-error";
import { Preview } from "./preview";
import { QuickPicks } from "./quick-picks";
import { useNumberEntry } from "./use-number-entry";
import { usePlay } from "./use-play";
import { usePlayKeys } from "./use-play-keys";

export function PlayForm({ rules }: { rules: Rules }) {
  const field = useRef<HTMLInputElement>(null);
  const entry = useNumberEntry(rules, field);
  const queryClient = useQueryClient();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const { play, isPlaying, error } = usePlay({
    onError: (failure) => {
      const refusal = fieldErrorOf(failure, "number");
      if (refusal !== null) entry.refuse(refusal);
    },
    onSettled: entry.offerNext,
  });

  function playEntry() {
    // `isPlaying` is from the last render.
    if (queryClient.isMutating({ mutationKey: playKey }) > 0) return;
    const number = entry.read();
    if (number === null) entry.refuse();
    else play(number);
  }
  usePlayKeys({
    areAnywhere: usePreferences().preferences.shortcuts === "anywhere",
    field,
    entry,
    play: playEntry,
    help: () => setIsHelpOpen(true),
  });

  return (
    <form method="post" onSubmit={prevented(playEntry)} noValidate aria-label={text.title}>
      <Stack gap="md">
        <TextInput
          ref={field}
          classNames={{ input: classes["number"] ?? "" }}
          label={text.yourNumber}
          description={text.range(rules.range)}
          size="lg"
          name="number"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="go"
          value={entry.text}
          error={entry.error}
          onChange={({ currentTarget }) => entry.enter(currentTarget.value)}
        />
        <Preview number={entry.number} rules={rules} />
        <Button
          type="submit"
          size="lg"
          fullWidth
          loading={isPlaying}
          onClick={(event) => !isFirstClick(event) && event.preventDefault()}
        >
          {text.play}
        </Button>
        <QuickPicks entry={entry} />
        <PlayError error={entry.error === null ? error : null} onRetry={playEntry} />
        <HelpButton isOpen={isHelpOpen} onChange={setIsHelpOpen} />
      </Stack>
    </form>
  );
}

const prevented = (act: () => void) => (event: SyntheticEvent) => {
  event.preventDefault();
  act();
};
