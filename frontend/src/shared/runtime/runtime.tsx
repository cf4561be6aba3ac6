"use client";

import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { backendOrigin } from "@/shared/api/backend-origin";
import { Notices } from "@/shared/ui/notices";
import { theme } from "@/shared/ui/theme";
import { createQueryClient } from "./query-client";
import { createServices, type Services } from "./services";
import { ServicesContext } from "./services-context";

/** On the server nothing is fetched, so any address will do. */
const NOWHERE = { protocol: "http:", hostname: "localhost", origin: "http://localhost" };

interface RuntimeProps {
  /** Null where page and backend share one origin. */
  backendPort: string | null;
  children: ReactNode;
}

export function Runtime({ backendPort, children }: RuntimeProps) {
  const [queryClient] = useState(createQueryClient);
  const [services] = useState(() => {
    const page = typeof window === "undefined" ? NOWHERE : window.location;
    return createServices(backendOrigin(page, backendPort));
  });
  useEffect(() => services.session.start(), [services]);
  useEffect(() => forgetBetweenVisits(services, queryClient), [services, queryClient]);

  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme} defaultColorScheme="auto">
          <Notices />
          {children}
        </MantineProvider>
      </QueryClientProvider>
    </ServicesContext>
  );
}

/** One player's numbers must never show in the next player's page. */
function forgetBetweenVisits({ session }: Services, queryClient: QueryClient) {
  const visitNow = () => {
    const state = session.read();
    return state.status === "signed-in" ? state.visit : null;
  };
  let visit = visitNow();
  return session.subscribe(() => {
    if (visitNow() === visit) return;
    visit = visitNow();
    queryClient.removeQueries({ queryKey: ["player"] });
  });
}
