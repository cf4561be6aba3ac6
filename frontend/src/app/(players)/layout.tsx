import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PlayersOnly } from "@/features/auth/players-only";
import { DeviceWatch } from "@/features/devices/device-watch";
import { VerifyBanner } from "@/features/email-verification/verify-banner";
import { WaitingWatch } from "@/features/play/waiting/waiting-watch";
import { PageBody } from "@/shared/ui/layout/page-body";

/** What only a player sees is of no use to a search engine. */
export const metadata: Metadata = { robots: { index: false } };

/** Pages for signed-in players. */
export default function PlayersLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody variant="board">
      {/* Also while the page can't find out who is signed in. */}
      <WaitingWatch />
      <PlayersOnly>
        {children}
        {/* At the end, because it appears late and shifts nothing there. */}
        <VerifyBanner />
        <DeviceWatch />
      </PlayersOnly>
    </PageBody>
  );
}
