"use client";

import { Center, Loader } from "@mantine/core";
import { NetworkProblem } from "@/shared/api/problem";
import { useServices } from "@/shared/runtime/services-context";
import { ProblemAlert } from "@/shared/ui/problem-alert";

/** Stands where a page will be, until it is known who is there. */
export function SessionSearch({ reachable }: { reachable: boolean }) {
  const { session } = useServices();
  if (!reachable) {
    return <ProblemAlert problem={new NetworkProblem()} onRetry={() => void session.recover()} />;
  }
  return (
    <Center mih="50vh">
      <Loader type="dots" aria-label="Looking for your session" role="status" />
    </Center>
  );
}
