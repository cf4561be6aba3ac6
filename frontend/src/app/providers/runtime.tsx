"use client";

import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { backendOrigin } from "@numberplay/client/api/backend-origin";
import { Announcer } from "@/entities/results/announcer";
import { LiveProvider } from "@/entities/results/live-context";
import type { Preferences } from "@/entities/preferences/preferences";
import { PreferencesProvider, startingWith } from "@/entities/preferences/preferences-context";
import { dismissNotices, Notices } from "@/shared/ui/feedback/notices";
import { ignoreHeldEnter } from "@/shared/lib/one-press";
import { theme } from "./theme";
import { createQueryClient } from "./query-client";
import { createServices, type Services } from "@/entities/session/services";
import { ServicesContext } from "@/entities/session/services-context";

/** On the server nothing is fetched, so any address will do. */
const NOWHERE = { protocol: "http:", hostname: "localhost", origin: "http://localhost" };

/** What the first request tells about the browser that made it. */
export interface Arrival {
  /** Null where page and backend share one origin. */
  backendPort: string | null;
  preferences: Preferences;
  hasSession: boolean;
}

interface RuntimeProps {
  arrival: Arrival;
  children: ReactNode;
}

export function Runtime({ arrival, children }: RuntimeProps) {
  const [queryClient] = useState(createQueryClient);
  const [services] = useState(() => servicesFor(arrival));
  const [colorSchemeManager] = useState(() => startingWith(arrival.preferences.theme));
  useEffect(() => services.session.start(), [services]);
  useEffect(ignoreHeldEnter, []);
  useEffect(() => forgetBetweenVisits(services, queryClient), [services, queryClient]);

  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme={arrival.preferences.theme}
          withGlobalClasses={false}
        >
          <PreferencesProvider initial={arrival.preferences}>
            <Notices />
            <LiveProvider>
              {children}
              <Announcer />
            </LiveProvider>
          </PreferencesProvider>
        </MantineProvider>
      </QueryClientProvider>
    </ServicesContext>
  );
}

const begun = new WeakMap<Arrival, Services>();

/** The same however often React begins to render a page. The session is looked for while it does. */
function servicesFor(arrival: Arrival): Services {
  const { backendPort, hasSession } = arrival;
  const isServer = typeof window === "undefined";
  const page = isServer ? NOWHERE : window.location;
  const services =
    begun.get(arrival) ?? createServices(backendOrigin(page, backendPort), hasSession);
  if (!isServer && hasSession && !begun.has(arrival)) void services.session.recover();
  begun.set(arrival, services);
  return services;
}

/** One player's numbers, messages and waiting plays must never show in the next player's page. */
function forgetBetweenVisits({ session }: Services, queryClient: QueryClient) {
  let ended = session.ended();
  return session.subscribe(() => {
    if (session.ended() === ended) return;
    ended = session.ended();
    queryClient.removeQueries({ queryKey: ["player"] });
    queryClient.getMutationCache().clear();
    dismissNotices();
  });
}
