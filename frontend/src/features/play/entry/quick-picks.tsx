"use client";

import { useRecentPlays } from "@/entities/results/player-queries";
import { PlainButton } from "@/shared/ui/controls/plain-button";
import * as text from "@/messages/play";
import { HelpButton, type HelpButtonProps } from "./help-button";
import classes from "./quick-picks.module.css";
import type { NumberEntry } from "./use-number-entry";

interface QuickPicksProps extends HelpButtonProps {
  entry: NumberEntry;
}

/** Buttons that enter numbers without typing. The player still has to play them. */
export function QuickPicks({ entry, ...help }: QuickPicksProps) {
  const last = useRecentPlays().data?.[0];
  const picks = [
    { name: text.random, pick: entry.pickRandom },
    { name: text.repeat, pick: () => entry.enter(String(last?.number ?? "")), isOff: !last },
    { name: "−2", label: text.twoLess, pick: () => entry.step(-2) },
    { name: "+2", label: text.twoMore, pick: () => entry.step(2) },
  ];
  return (
    <div role="group" aria-label={text.quickPicks} className={classes["picks"]}>
      {picks.map(({ name, label, pick, isOff }) => (
        <PlainButton
          key={name}
          dir="auto"
          variant="framed"
          aria-label={label}
          disabled={isOff ?? false}
          onClick={pick}
        >
          {name}
        </PlainButton>
      ))}
      <HelpButton {...help} />
    </div>
  );
}
