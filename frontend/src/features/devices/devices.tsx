"use client";

import { lazyPart } from "@/shared/ui/loading/lazy-part";
import { Skeleton } from "@/shared/ui/feedback/skeleton";
import { QueryView } from "@/shared/ui/loading/query-view";
import { useDevices } from "@/entities/session/devices-query";

/** Loaded on demand, because its library for detecting browsers is large. */
const DeviceList = lazyPart(async () => (await import("./device-list")).DeviceList, {
  waiting: () => skeleton,
});
const skeleton = <Skeleton height={160} />;

export function Devices() {
  return (
    <QueryView query={useDevices()} waiting={skeleton}>
      {(devices) => <DeviceList devices={devices} />}
    </QueryView>
  );
}
