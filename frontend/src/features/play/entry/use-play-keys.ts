"use client";

import { useEffect, useEffectEvent } from "react";
import type { NumberEntry, NumberField } from "./use-number-entry";

interface PlayKeys {
  /**
   * Players can turn this off because of speech input or accidental key presses (WCAG 2.1.4). The keys then only work
   * in the field.
   */
  areAnywhere: boolean;
  field: NumberField;
  entry: NumberEntry;
  play: () => void;
  help: () => void;
}

/** Controls the game by keyboard, from the field or any part of the page that doesn't use the key itself. */
export function usePlayKeys(keys: PlayKeys) {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const field = keys.field.current;
    if (event.defaultPrevented || field === null || isMeantElsewhere(event, field)) return;
    if (!keys.areAnywhere && event.target !== field) return;
    const act = actionOf(event, field, keys);
    if (act === null) return;
    event.preventDefault();
    if (!event.repeat || STEPS.has(event.key)) act();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** The keys that repeat while they are held. */
const STEPS = new Set(["ArrowUp", "ArrowDown"]);

type Action = () => void;

function actionOf(
  { key, target }: KeyboardEvent,
  field: HTMLInputElement,
  { entry, play, help }: PlayKeys,
): Action | null {
  if (/^\d$/.test(key)) return target === field ? null : () => beginWith(key, field, entry);
  switch (key) {
    case "ArrowUp":
      return () => entry.step(1);
    case "ArrowDown":
      return () => entry.step(-1);
    case "r":
    case "R":
      return entry.pickRandom;
    case "?":
      return help;
    case "Enter":
      // In the field, the form handles Enter. Buttons and links handle it themselves.
      return isInteractive(target) ? null : play;
    default:
      return null;
  }
}

function beginWith(digit: string, field: HTMLInputElement, { enter }: NumberEntry) {
  enter(digit);
  field.focus();
}

const isInteractive = (target: EventTarget | null) =>
  target instanceof Element && target.closest("a, button, input") !== null;

const WITH_KEYS_OF_ITS_OWN = "input, textarea, select, [role=dialog], [role=menu]";

function isMeantElsewhere(event: KeyboardEvent, field: HTMLInputElement): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  const isElement = target !== field && target instanceof Element;
  return isElement && target.closest(WITH_KEYS_OF_ITS_OWN) !== null;
}
