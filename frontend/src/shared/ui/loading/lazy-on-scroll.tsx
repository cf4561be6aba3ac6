"use client";

import { useIntersection } from "@mantine/hooks";
import { type ReactNode, useState } from "react";

interface LazyOnScrollProps {
  /** A placeholder of the final size. */
  fallback: ReactNode;
  children: ReactNode;
}

/** For expensive parts below the first screen of a phone: they load when the player scrolls to them. */
export function LazyOnScroll({ fallback, children }: LazyOnScrollProps) {
  const { ref, entry } = useIntersection<HTMLDivElement>();
  const [wasSeen, setWasSeen] = useState(false);
  if (entry?.isIntersecting === true && !wasSeen) setWasSeen(true);
  return wasSeen ? children : <div ref={ref}>{fallback}</div>;
}
