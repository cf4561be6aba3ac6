"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface DisclosureProps {
  trigger: (open: () => void) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/**
 * Replaces its button with a form, and moves the focus to it. When the form closes, the button and the focus are
 * restored.
 */
export function Disclosure({ trigger, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen !== null) place.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isOpen]);
  const turn = (open: boolean) => () => setIsOpen(open);
  return <div ref={place}>{isOpen ? children(turn(false)) : trigger(turn(true))}</div>;
}
