"use client";

import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { Announcer } from "@/entities/results/announcer";
import { LiveResultsProvider } from "@/entities/results/live-results-context";
import type { Preferences } from "@/entities/preferences/preferences";
import { PreferencesProvider, startingWith } from "@/entities/preferences/preferences-context";
import { dismissNotices, Notices } from "@/shared/ui/feedback/notices";
import { ignoreHeldEnter } from "@/shared/lib/one-press";
import { theme } from "./theme";
import { createQueryClient } from "./query-client";
import { createServices, type Services } from "@/entities/session/services";
import { ServicesContext } from "@/entities/session/services-context";

/** Nothing is fetched on the server, so any address works. */
const NOWHERE = { protocol: "http:", hostname: "localhost", origin: "http://localhost" };

/** What the first request reveals about its browser. */
export interface InitialRequest {
  /** Null if page and backend share one origin. */
  backendPort: string | null;
  preferences: Preferences;
  hasSession: boolean;
}

interface RuntimeProps {
  initialRequest: InitialRequest;
  children: ReactNode;
}

export function Runtime({ initialRequest, children }: RuntimeProps) {
  const [queryClient] = useState(createQueryClient);
  const [services] = useState(() => servicesFor(initialRequest));
  const [colorSchemeManager] = useState(() => startingWith(initialRequest.preferences.theme));
  useEffect(() => services.session.start(), [services]);
  useEffect(ignoreHeldEnter, []);
  useEffect(() => clearBetweenEpochs(services, queryClient), [services, queryClient]);

  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme={initialRequest.preferences.theme}
          withGlobalClasses={false}
        >
          <PreferencesProvider initial={initialRequest.preferences}>
            <Notices />
            <LiveResultsProvider>
              {children}
              <Announcer />
            </LiveResultsProvider>
          </PreferencesProvider>
        </MantineProvider>
      </QueryClientProvider>
    </ServicesContext>
  );
}

const begun = new WeakMap<InitialRequest, Services>();

/** The same for every render of a page. The session is looked up during the first one. */
function servicesFor(initialRequest: InitialRequest): Services {
  const { backendPort, hasSession } = initialRequest;
  const isServer = typeof window === "undefined";
  const page = isServer ? NOWHERE : window.location;
  const services =
    begun.get(initialRequest) ?? createServices(backendOrigin(page, backendPort), hasSession);
  if (!isServer && hasSession && !begun.has(initialRequest)) void services.session.recover();
  begun.set(initialRequest, services);
  return services;
}

/** One player's numbers, messages and pending plays must never appear on the next player's page. */
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
