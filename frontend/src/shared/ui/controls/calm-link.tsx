"use client";

import Link from "next/link";
import { type ComponentProps, useReducer } from "react";
import { useIsAtRest } from "@/shared/lib/at-rest";
import { isOldRelease } from "@/shared/lib/old-release";

interface NavigateEvent {
  preventDefault: () => void;
}

/** Next's link. It fetches its page ahead when it is pointed at, and all do when the page is at rest, not while it loads. */
export function CalmLink(link: ComponentProps<typeof Link> & { href: string }) {
  const isAtRest = useIsAtRest();
  const [isWanted, want] = useReducer(() => true, false);
  /** The scripts of the next page are gone with this one's release. */
  const loadAll = (event: NavigateEvent) => {
    if (!isOldRelease()) return;
    event.preventDefault();
    window.location.assign(link.href);
  };
  return (
    <Link
      {...link}
      prefetch={isAtRest || isWanted ? null : false}
      onPointerEnter={want}
      onFocus={want}
      onNavigate={loadAll}
    />
  );
}
