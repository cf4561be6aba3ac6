"use client";

import Link from "next/link";
import { type ComponentProps, useReducer } from "react";
import { useIsIdleAfterLoad } from "@/shared/lib/loading/idle-after-load";
import { isOldRelease } from "@/shared/lib/loading/old-release";

interface NavigateEvent {
  preventDefault: () => void;
}

/** Next.js's link, which prefetches its page on hover, and otherwise only after the current page has loaded. */
export function PrefetchLink(link: ComponentProps<typeof Link> & { href: string }) {
  const isIdle = useIsIdleAfterLoad();
  const [isWanted, want] = useReducer(() => true, false);
  /**
   * If this page's release is no longer served, neither are the scripts of the next page, so the whole page is loaded.
   */
  const loadAll = (event: NavigateEvent) => {
    if (!isOldRelease()) return;
    event.preventDefault();
    window.location.assign(link.href);
  };
  return (
    <Link
      {...link}
      prefetch={isIdle || isWanted ? null : false}
      onPointerEnter={want}
      onFocus={want}
      onNavigate={loadAll}
    />
  );
}
