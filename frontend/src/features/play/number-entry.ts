/** What the player enters, read by the backend's rules. */
import type { Rules } from "@numberplay/client/api/types";
import { wholeNumber } from "@/shared/forms/typed";
import * as text from "@/messages/play";

type Range = Rules["range"];

/** Null for anything that isn't a number of the game. */
export function readEntry(text: string, { min, max }: Range): number | null {
  const number = wholeNumber(text);
  return number !== null && number >= min && number <= max ? number : null;
}

export function entryError({ min, max }: Range): string {
  return text.invalid({ min, max });
}

/** The neighbor at that distance; an empty field starts at the end of the range in that direction. */
export function stepEntry(text: string, by: number, { min, max }: Range): string {
  const entered = wholeNumber(text);
  const next = entered === null ? (by > 0 ? min : max) : entered + by;
  return String(Math.min(max, Math.max(min, next)));
}

/** `chance` is from 0 up to 1. */
export function randomEntry({ min, max }: Range, random: number): string {
  return String(min + Math.floor(random * (max - min + 1)));
}
