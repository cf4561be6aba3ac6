"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { useDeferredData } from "@/shared/lib/use-deferred-data";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { ErrorAlert } from "@/shared/ui/feedback/error-alert";
import { useDevices } from "@/entities/session/devices-query";

/** Loads the library that names browsers, which is large. */
const DeviceList = lazyPart(async () => (await import("./device-list")).DeviceList, {
  waiting: () => skeleton,
});
const skeleton = <Skeleton height={160} />;

export function Devices() {
  const { data, error, refetch } = useDevices();
  const devices = useDeferredData(data);
  if (devices !== undefined) return <DeviceList devices={devices} />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return skeleton;
}
