"use client";

import type { ComponentProps } from "react";
import { isFirstClick } from "@/shared/lib/one-press";
import { PlainButton } from "./plain-button";
import { Spinner } from "@/shared/ui/feedback/spinner";

type ButtonProps = ComponentProps<typeof PlainButton>;

interface LoadingButtonProps extends ButtonProps {
  /** Required, because a button that triggers an action on the server must not look like text. */
  variant: NonNullable<ButtonProps["variant"]>;
  /** Whether the button is busy. Until the work is done, it ignores clicks. */
  loading?: boolean;
}

/**
 * A button that acts only once for a double click. It keeps the focus while loading, which a disabled button would
 * lose.
 */
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
