"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { type SyntheticEvent, useRef, useState } from "react";
import type { Rules } from "@/shared/api/types";
import { refusalOf } from "@/shared/api/problem";
import { usePreferences } from "@/shared/preferences/preferences-context";
import { HelpDoor } from "./help-door";
import classes from "./play-form.module.css";
import { PlayProblem } from "./play-problem";
import { Preview } from "./preview";
import { QuickPicks } from "./quick-picks";
import { useNumberEntry } from "./use-number-entry";
import { usePlay } from "./use-play";
import { usePlayKeys } from "./use-play-keys";

export function PlayForm({ rules }: { rules: Rules }) {
  const field = useRef<HTMLInputElement>(null);
  const entry = useNumberEntry(rules, field);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const { play, isPlaying, problem } = usePlay({
    onProblem: (failure) => {
      const refusal = refusalOf(failure, "number");
      if (refusal !== null) entry.refuse(refusal);
    },
    onSettled: entry.offerNext,
  });

  function playEntry() {
    if (isPlaying) return;
    if (entry.number === null) entry.refuse();
    else play(entry.number);
  }
  usePlayKeys({
    areAnywhere: usePreferences().preferences.shortcuts === "anywhere",
    field,
    entry,
    play: playEntry,
    help: () => setIsHelpOpen(true),
  });

  return (
    <form onSubmit={prevented(playEntry)} noValidate aria-label="Play a number">
      <Stack gap="md">
        <TextInput
          ref={field}
          classNames={{ input: classes["number"] ?? "" }}
          label="Your number"
          description={`A whole number from ${String(rules.range.min)} to ${String(rules.range.max)}`}
          size="lg"
          name="number"
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="go"
          value={entry.text}
          error={entry.problem}
          onChange={({ currentTarget }) => entry.enter(currentTarget.value)}
        />
        <Preview number={entry.number} rules={rules} />
        <Button type="submit" size="lg" fullWidth loading={isPlaying}>
          Play
        </Button>
        <QuickPicks entry={entry} />
        <PlayProblem problem={entry.problem === null ? problem : null} onRetry={playEntry} />
        <HelpDoor isOpen={isHelpOpen} onChange={setIsHelpOpen} />
      </Stack>
    </form>
  );
}

const prevented = (act: () => void) => (event: SyntheticEvent) => {
  event.preventDefault();
  act();
};
