import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PlayersOnly } from "@/features/auth/players-only";
import { DeviceWatch } from "@/features/devices/device-watch";
import { VerifyBanner } from "@/features/email-verification/verify-banner";
import { WaitingWatch } from "@/features/play/waiting/waiting-watch";
import { PageBody } from "@/shared/ui/layout/page-body";

/** Search engines have no use for pages that only players can see. */
export const metadata: Metadata = { robots: { index: false } };

/** The layout of pages for signed-in players. */
export default function PlayersLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody variant="board">
      {/* Shown even while it isn't known who is signed in. */}
      <WaitingWatch />
      <PlayersOnly>
        {children}
        {/* The banner is at the end, because it appears late and doesn't shift any content there. */}
        <VerifyBanner />
        <DeviceWatch />
      </PlayersOnly>
    </PageBody>
  );
}
