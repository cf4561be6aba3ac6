import { QueryClient } from "@tanstack/react-query";
import { isOutcomeUnknown } from "@numberplay/client/api/errors";

const READ_RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A failed request is more informative than one that silently waits for the network.
        networkMode: "always",
        retry: (failures, error) => failures < READ_RETRIES && isOutcomeUnknown(error),
        staleTime: 30_000,
      },
      mutations: { networkMode: "always" },
    },
  });
}
