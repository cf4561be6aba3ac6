"use client";

import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { MouseEventHandler } from "react";
import { isFirstClick } from "@/shared/lib/one-press";

interface SteadyButtonProps extends ButtonProps {
  type?: "button" | "submit";
  /** At work: it does nothing until that is done. */
  isBusy?: boolean;
  /** Does nothing for now. */
  isHeld?: boolean;
  onClick?: MouseEventHandler<HTMLButtonElement>;
}

/** Acts once for a double click. Keeps the focus while it works: a button that is really disabled would lose it. */
export function SteadyButton({
  type = "button",
  isBusy = false,
  isHeld = false,
  onClick,
  ...look
}: SteadyButtonProps) {
  const rests = isBusy || isHeld;
  return (
    <Button
      {...look}
      type={type}
      data-disabled={rests}
      aria-disabled={rests}
      rightSection={isBusy && <Loader size="1em" color="currentColor" aria-hidden />}
      onClick={(event) => {
        if (rests || !isFirstClick(event)) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
