"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { useGently } from "@/shared/lib/use-gently";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ProblemAlert } from "@/shared/ui/feedback/problem-alert";
import { useDevices } from "@/entities/session/devices-query";

/** Comes with what names browsers, which is large. */
const DeviceList = lazyPart(async () => (await import("./device-list")).DeviceList, {
  waiting: () => skeleton,
});
const skeleton = <Skeleton height={160} />;

export function Devices() {
  const { data, error, refetch } = useDevices();
  const devices = useGently(data);
  if (devices !== undefined) return <DeviceList devices={devices} />;
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  return skeleton;
}
