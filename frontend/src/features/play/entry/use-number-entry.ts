"use client";

import { type RefObject, useLayoutEffect } from "react";
import type { IncomingResult } from "@/entities/results/result-store";
import { entryError, padEntry, randomEntry, readEntry, stepEntry } from "./number-entry";
import { type EntryOptions, useEntryState } from "./use-entry-state";

export type NumberField = RefObject<HTMLInputElement | null>;

export interface NumberEntry {
  text: string;
  /** Null while the input isn't a number of the game. */
  number: number | null;
  /** The suggested number for a new player, until they enter one. */
  example: number | null;
  error: string | null;
  /** Whether typing replaces the number. */
  isNew: boolean;
  /** The newest result, until the player enters something. */
  shownResult: IncomingResult | undefined;
  enter: (text: string) => void;
  /** Returns the number in the field, which an extension may have entered without firing an event. */
  read: () => number | null;
  step: (by: number) => void;
  pickRandom: () => void;
  /** Handles a key of the number pad: a digit, or null for backspace. */
  pad: (digit: string | null) => void;
  /** Selects the number, so that typing replaces it, unless the player is entering one. */
  select: () => void;
  /** Shows the error at the field and focuses it. */
  refuse: (error?: string) => void;
  /**
   * Call it after a press: focuses the field and selects its number, so that typing replaces it and Enter repeats it.
   */
  offerNext: () => void;
}

interface NumberEntryOptions extends EntryOptions {
  field: NumberField;
}

export function useNumberEntry(options: NumberEntryOptions): NumberEntry {
  const { range } = options.rules;
  const { field } = options;
  const { state, shownResult, change, enter } = useEntryState(options);
  const { text, isEdited, error, example } = state;
  const shown = text === "" && example !== null ? String(example) : text;

  const select = () => {
    if (!isEdited) field.current?.select();
  };
  useSelection(field, state);
  return {
    text,
    number: readEntry(shown, range),
    example,
    error,
    isNew: !isEdited,
    shownResult,
    enter,
    read() {
      const current = field.current?.value ?? text;
      if (current !== text) enter(current);
      return readEntry(current === "" ? shown : current, range);
    },
    step: (by) => enter(stepEntry(shown, by, range)),
    pickRandom: () => enter(randomEntry(range, Math.random())),
    pad: (digit) => enter(padEntry(shown, digit, { isNew: !isEdited, range })),
    select,
    refuse(refusal = entryError(range)) {
      change({ error: refusal });
      field.current?.focus();
    },
    offerNext() {
      change({ text: shown, isEdited: false, example: null });
      focusWithKeyboard(field);
      select();
    },
  };
}

/** On a touch screen, focusing the field could open the keyboard over the result. */
function focusWithKeyboard(field: NumberField) {
  if (!window.matchMedia("(pointer: coarse)").matches) field.current?.focus();
}

/** If the number was selected, a number that replaces it is selected too. */
function useSelection(field: NumberField, { text, isEdited }: { text: string; isEdited: boolean }) {
  useLayoutEffect(() => {
    if (!isEdited && document.activeElement === field.current) field.current?.select();
  }, [field, text, isEdited]);
}
