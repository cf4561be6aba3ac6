"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface DisclosureProps {
  trigger: (open: () => void) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A form that replaces its button and takes the focus, and returns both when it closes. */
export function Disclosure({ trigger, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen !== null) place.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isOpen]);
  const turn = (open: boolean) => () => setIsOpen(open);
  return <div ref={place}>{isOpen ? children(turn(false)) : trigger(turn(true))}</div>;
}
