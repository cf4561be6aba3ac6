"use client";

import { type SyntheticEvent, useId, useRef, useState } from "react";
import type { Rules } from "@numberplay/client/api/types";
import type { IncomingResult } from "@/entities/results/result-store";
import { PrizeBands } from "@/entities/results/rules/prize-bands";
import { usePreferences } from "@/entities/preferences/preferences-context";
import * as text from "@/messages/play";
import { NumberPad } from "./entry/number-pad";
import { NumberRow } from "./entry/number-row";
import { QuickPicks } from "./entry/quick-picks";
import { useNumberEntry } from "./entry/use-number-entry";
import { usePlayKeys } from "./entry/use-play-keys";
import { PlayButton } from "./play-button";
import { OutcomeLine } from "./result/outcome-line";
import { RuleOrError } from "./rule-or-error";
import { StageHead } from "./stage-head";
import classes from "./stage.module.css";
import { usePlay } from "./use-play";

interface StageProps {
  rules: Rules;
  /** The player's last number, or null for a new player. */
  lastNumber: number | null;
  newest: IncomingResult | undefined;
}

/**
 * The game: a number, what it would win, and its result once it has been played. The live region announces the result.
 */
export function Stage({ rules, lastNumber, newest }: StageProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const entry = useNumberEntry({ rules, field, lastNumber, newest });
  const queue = usePlay(entry.refuse);
  const shown = entry.shownResult;

  function play() {
    const number = entry.read();
    if (number === null) {
      entry.refuse();
      return;
    }
    queue.press(number);
    entry.offerNext();
  }
  usePlayKeys({
    areAnywhere: usePreferences().preferences.shortcuts === "anywhere",
    field,
    entry,
    play,
    help: () => setIsHelpOpen(true),
  });

  return (
    <form
      method="post"
      onSubmit={prevented(play)}
      noValidate
      aria-label={text.title}
      className={classes["stage"]}
    >
      {/* A new element for each result, so that its animation starts. */}
      <div
        key={shown?.result.seq}
        className={classes["ground"]}
        data-result={shown?.result.result}
      />
      <StageHead
        rangeId={`${id}range`}
        range={rules.range}
        shown={shown}
        waiting={queue.isPlaying ? queue.waiting.length : 0}
      />
      <NumberRow field={field} entry={entry} describedBy={`${id}error ${id}range`} />
      <RuleOrError queue={entry.error === null ? queue : null} onSaved={entry.offerNext}>
        <OutcomeLine errorId={`${id}error`} entry={entry} rules={rules} />
        <PrizeBands number={entry.number} rules={rules} />
      </RuleOrError>
      <NumberPad entry={entry} />
      <PlayButton entry={entry} />
      <QuickPicks entry={entry} isHelpOpen={isHelpOpen} onHelp={setIsHelpOpen} />
    </form>
  );
}

const prevented = (act: () => void) => (event: SyntheticEvent) => {
  event.preventDefault();
  act();
};
