"use client";

import { type RefObject, useState } from "react";
import type { Rules } from "@numberplay/client/api/types";
import { entryError, randomEntry, readEntry, stepEntry } from "./number-entry";

export type NumberField = RefObject<HTMLInputElement | null>;

export interface NumberEntry {
  text: string;
  /** Null while the input isn't a number of the game. */
  number: number | null;
  error: string | null;
  enter: (text: string) => void;
  /** The number in the field right now, which an extension may have entered without an event. */
  read: () => number | null;
  step: (by: number) => void;
  pickRandom: () => void;
  /** Shows the error at the field and focuses it. */
  refuse: (error?: string) => void;
  /** Focuses the field and selects its number: typing replaces it, Enter repeats it. */
  offerNext: () => void;
}

export function useNumberEntry({ range }: Rules, field: NumberField): NumberEntry {
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);

  function enter(entered: string) {
    setText(entered);
    setError(null);
  }
  return {
    text,
    number: readEntry(text, range),
    error,
    enter,
    read() {
      const shown = field.current?.value ?? text;
      if (shown !== text) enter(shown);
      return readEntry(shown, range);
    },
    step: (by) => enter(stepEntry(text, by, range)),
    pickRandom: () => enter(randomEntry(range, Math.random())),
    refuse(refusal = entryError(range)) {
      setError(refusal);
      field.current?.focus();
    },
    offerNext() {
      // On a touch screen a new focus would bring the keyboard up over the result.
      const isThere = document.activeElement === field.current;
      if (!isThere && window.matchMedia("(pointer: coarse)").matches) return;
      field.current?.focus();
      field.current?.select();
    },
  };
}
