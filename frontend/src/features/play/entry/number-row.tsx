"use client";

import { type ReactNode } from "react";
import * as text from "@/messages/play";
import { NumberInput, type NumberInputProps } from "./number-input";
import classes from "./number-row.module.css";

/** The number, which is also the field, between the buttons for its neighbors. */
export function NumberRow(input: NumberInputProps) {
  const { step } = input.entry;
  return (
    <div className={classes["row"]}>
      <Stepper name={text.oneLess} onClick={() => step(-1)}>
        −
      </Stepper>
      <NumberInput {...input} />
      <Stepper name={text.oneMore} onClick={() => step(1)}>
        +
      </Stepper>
    </div>
  );
}

interface StepperProps {
  name: string;
  onClick: () => void;
  children: ReactNode;
}

function Stepper({ name, onClick, children }: StepperProps) {
  return (
    <button
      type="button"
      aria-label={name}
      className={`${classes["stepper"] ?? ""} mantine-focus-auto`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
