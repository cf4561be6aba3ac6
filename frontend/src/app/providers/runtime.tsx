"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Announcer } from "@/entities/results/announcer";
import { LiveResultsProvider } from "@/entities/results/live-results-context";
import { PreferencesProvider } from "@/entities/preferences/preferences-context";
import { dismissNotices, Notices } from "@/shared/ui/feedback/notices";
import { ignoreHeldEnter } from "@/shared/lib/one-press";
import { openPage } from "./open-page";
import { createQueryClient } from "./query-client";
import { useServiceWorker } from "./use-service-worker";
import type { Services } from "@/entities/session/services";
import { ServicesContext } from "@/entities/session/services-context";

interface RuntimeProps {
  /** Tests pass it, because they open several pages in one document. */
  open?: () => Services;
  children: ReactNode;
}

export function Runtime({ open = openPage, children }: RuntimeProps) {
  const [queryClient] = useState(createQueryClient);
  const [services] = useState(open);
  useEffect(() => services.session.start(), [services]);
  useEffect(ignoreHeldEnter, []);
  useServiceWorker();
  useEffect(() => clearBetweenEpochs(services, queryClient), [services, queryClient]);

  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={queryClient}>
        <PreferencesProvider>
          <Notices />
          <LiveResultsProvider>
            {children}
            <Announcer />
          </LiveResultsProvider>
        </PreferencesProvider>
      </QueryClientProvider>
    </ServicesContext>
  );
}

/** Removes one player's numbers, messages and pending plays, which must never appear on the next player's page. */
function clearBetweenEpochs({ session }: Services, queryClient: QueryClient) {
  let ended = session.ended();
  return session.subscribe(() => {
    if (session.ended() === ended) return;
    ended = session.ended();
    queryClient.removeQueries({ queryKey: ["player"] });
    queryClient.getMutationCache().clear();
    dismissNotices();
  });
}
