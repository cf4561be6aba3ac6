"use client";

import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { MouseEventHandler } from "react";
import { isFirstClick } from "@/shared/lib/one-press";

interface LoadingButtonProps extends ButtonProps {
  type?: "button" | "submit";
  /** Busy: does nothing until the work is done. */
  loading?: boolean;
  /** Temporarily does nothing. */
  disabled?: boolean;
  onClick?: MouseEventHandler<HTMLButtonElement>;
}

/** Acts once for a double click. Keeps the focus while it works: a button that is really disabled would lose it. */
export function LoadingButton({
  type = "button",
  loading = false,
  disabled = false,
  onClick,
  ...look
}: LoadingButtonProps) {
  const rests = loading || disabled;
  return (
    <Button
      {...look}
      type={type}
      data-disabled={rests}
      aria-disabled={rests}
      rightSection={loading && <Loader size="1em" color="currentColor" aria-hidden />}
      onClick={(event) => {
        if (rests || !isFirstClick(event)) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
