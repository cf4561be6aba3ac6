"use client";

import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { MouseEventHandler } from "react";

interface SteadyButtonProps extends ButtonProps {
  type?: "button" | "submit";
  /** At work: it does nothing until that is done. */
  isBusy: boolean;
  /** Does nothing for now. */
  isHeld?: boolean;
  onClick?: MouseEventHandler<HTMLButtonElement>;
}

/** Keeps the focus while it works: a button that is really disabled would lose it. */
export function SteadyButton({
  type = "button",
  isBusy,
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
        if (rests) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
