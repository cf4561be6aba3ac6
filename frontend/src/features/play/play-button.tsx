"use client";

import { ChangingText } from "@/shared/ui/display/changing-text";
import { isFirstClick } from "@/shared/lib/one-press";
import * as text from "@/messages/play";
import type { NumberEntry } from "./entry/use-number-entry";
import classes from "./stage.module.css";

/** Never disabled: further presses are queued and played in order. */
export function PlayButton({ entry }: { entry: NumberEntry }) {
  return (
    <button
      type="submit"
      className={`${classes["play"] ?? ""} mantine-focus-auto`}
      onClick={(event) => !isFirstClick(event) && event.preventDefault()}
    >
      <ChangingText>{nameOf(entry)}</ChangingText>
    </button>
  );
}

function nameOf({ number, example }: NumberEntry): string {
  if (number === null) return text.play;
  return number === example ? text.tryNumber({ number }) : text.playNumber({ number });
}
