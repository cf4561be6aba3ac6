"use client";

import { useIntersection } from "@mantine/hooks";
import { type ReactNode, useState } from "react";

interface WhenSeenProps {
  /** Keeps the place, at its final size. */
  fallback: ReactNode;
  children: ReactNode;
}

/** For what is dear to load and below what a phone shows first: it comes when the player scrolls to it, and stays. */
export function WhenSeen({ fallback, children }: WhenSeenProps) {
  const { ref, entry } = useIntersection<HTMLDivElement>();
  const [wasSeen, setWasSeen] = useState(false);
  if (entry?.isIntersecting === true && !wasSeen) setWasSeen(true);
  return wasSeen ? children : <div ref={ref}>{fallback}</div>;
}
