"use client";

import type { ReactNode } from "react";
import { type Audience, useAudience } from "./services-context";

interface AudienceProps {
  audience: Audience;
  children: ReactNode;
}

/** Content that only players or only visitors can see. */
export function For({ audience, children }: AudienceProps) {
  const actual = useAudience();
  if (actual !== null && actual !== audience) return null;
  return <PaintedFor audience={audience}>{children}</PaintedFor>;
}

/**
 * The first HTML contains the parts for players and those for visitors. Until the page is interactive, `data-for` hides
 * the parts that aren't for this browser (app/globals.css). The element has no box, so its content is laid out as if it
 * weren't there.
 */
export function PaintedFor({ audience, children }: AudienceProps) {
  const isDecided = useAudience() !== null;
  return <div data-for={isDecided ? "everyone" : audience}>{children}</div>;
}
