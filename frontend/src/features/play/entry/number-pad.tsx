"use client";

import { IconArrowsShuffle, IconBackspace } from "@tabler/icons-react";
import type { ReactNode } from "react";
import * as text from "@/messages/play";
import classes from "./number-pad.module.css";
import type { NumberEntry } from "./use-number-entry";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Replaces the system's keyboard on touch screens, because that would cover the page. */
export function NumberPad({ entry }: { entry: NumberEntry }) {
  return (
    <div role="group" aria-label={text.pad} className={classes["pad"]}>
      {DIGITS.map((digit) => (
        <Key key={digit} onClick={() => entry.pad(digit)}>
          {digit}
        </Key>
      ))}
      <Key name={text.deleteDigit} onClick={() => entry.pad(null)}>
        <IconBackspace aria-hidden size={24} stroke={1.75} />
      </Key>
      <Key onClick={() => entry.pad("0")}>0</Key>
      <Key name={text.random} onClick={entry.pickRandom}>
        <IconArrowsShuffle aria-hidden size={24} stroke={1.75} />
      </Key>
    </div>
  );
}

interface KeyProps {
  name?: string;
  onClick: () => void;
  children: ReactNode;
}

function Key({ name, onClick, children }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={name}
      className={`${classes["key"] ?? ""} mantine-focus-auto`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
