"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

interface DisclosureProps {
  trigger: (open: () => void) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A form that is asked for: it takes the place of its button, with the focus, and gives both back. */
export function Disclosure({ trigger, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen !== null) place.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [isOpen]);
  const turn = (open: boolean) => () => setIsOpen(open);
  return <div ref={place}>{isOpen ? children(turn(false)) : trigger(turn(true))}</div>;
}
