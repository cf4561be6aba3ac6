/** Interprets the player's input by the backend's rules. */
import type { Rules } from "@numberplay/client/api/types";
import { previewOutcome } from "@/entities/results/rules/outcome-preview";
import { wholeNumber } from "@/shared/forms/typed";
import * as text from "@/messages/play";

type Range = Rules["range"];

/** Returns null for anything that isn't a number of the game. */
export function readEntry(text: string, { min, max }: Range): number | null {
  const number = wholeNumber(text);
  return number !== null && number >= min && number <= max ? number : null;
}

export function entryError({ min, max }: Range): string {
  return text.invalid({ min, max });
}

/** Returns the number at that distance. An empty field starts at one end of the range. */
export function stepEntry(text: string, by: number, { min, max }: Range): string {
  const entered = wholeNumber(text);
  const next = entered === null ? (by > 0 ? min : max) : entered + by;
  return String(Math.min(max, Math.max(min, next)));
}

/** `chance` is from 0 up to 1. */
export function randomEntry({ min, max }: Range, random: number): string {
  return String(min + Math.floor(random * (max - min + 1)));
}

interface PadState {
  /** Whether the next digit replaces the number. */
  isNew: boolean;
  range: Range;
}

/** Returns the number after a key of the pad is pressed: a digit, or null for backspace. Excess digits are ignored. */
export function padEntry(text: string, digit: string | null, { isNew, range }: PadState): string {
  if (digit === null) return text.slice(0, -1);
  const next = isNew || text === "0" ? digit : text + digit;
  return Number(next) > range.max ? text : next;
}

/** An example that even players who haven't read the rules understand. */
const EXAMPLE = 842;

/** Returns an example of a winning number. */
export function exampleNumber(rules: Rules): number {
  const { min, max } = rules.range;
  const wins = (number: number) => previewOutcome(number, rules).result === "win";
  if (EXAMPLE >= min && EXAMPLE <= max && wins(EXAMPLE)) return EXAMPLE;
  const middle = Math.floor((min + max) / 2);
  return wins(middle) || middle === max ? middle : middle + 1;
}
