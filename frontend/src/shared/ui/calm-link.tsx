"use client";

import Link from "next/link";
import { type ComponentProps, useReducer } from "react";
import { useIsAtRest } from "./at-rest";

/** Next's link. It fetches its page ahead when it is pointed at, and all do when the page is at rest, not while it loads. */
export function CalmLink(link: ComponentProps<typeof Link>) {
  const isAtRest = useIsAtRest();
  const [isWanted, want] = useReducer(() => true, false);
  return (
    <Link
      {...link}
      prefetch={isAtRest || isWanted ? null : false}
      onPointerEnter={want}
      onFocus={want}
    />
  );
}
