"use client";

import { useQuery } from "@tanstack/react-query";
import type { components } from "@numberplay/client/api/schema.gen";
import { apiErrorOf } from "@numberplay/client/api/errors";
import { useServices } from "@/entities/session/services-context";

const EVERY_MS = 10_000;

export interface Reading {
  health: components["schemas"]["Health"];
  roundTripMs: number;
}

/** Polled while the page is visible. "Unhealthy" is a valid response, although it is a 503. */
export function useHealth() {
  const { visitor } = useServices();
  return useQuery({
    queryKey: ["health"],
    queryFn: async ({ signal }): Promise<Reading> => {
      const asked = performance.now();
      const { data, error, response } = await visitor.GET("/health/", { signal });
      const health = data ?? error;
      if (!("checks" in health)) throw apiErrorOf(response, error);
      return { health, roundTripMs: Math.round(performance.now() - asked) };
    },
    refetchInterval: EVERY_MS,
    retry: false,
  });
}
