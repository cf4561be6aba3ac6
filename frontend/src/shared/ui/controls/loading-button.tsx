"use client";

import type { ComponentProps } from "react";
import { isFirstClick } from "@/shared/lib/one-press";
import { PlainButton } from "./plain-button";
import { Spinner } from "@/shared/ui/feedback/spinner";

type ButtonProps = ComponentProps<typeof PlainButton>;

interface LoadingButtonProps extends ButtonProps {
  /** Required, because a button that acts on the server must not look like text. */
  variant: NonNullable<ButtonProps["variant"]>;
  /** Busy: does nothing until the work is done. */
  loading?: boolean;
}

/** Acts once for a double click. Keeps the focus while it works: a button that is really disabled would lose it. */
export function LoadingButton({
  loading = false,
  disabled = false,
  onClick,
  children,
  ...button
}: LoadingButtonProps) {
  const rests = loading || disabled;
  return (
    <PlainButton
      {...button}
      aria-disabled={rests}
      onClick={(event) => {
        if (rests || !isFirstClick(event)) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {loading && <Spinner />}
    </PlainButton>
  );
}
