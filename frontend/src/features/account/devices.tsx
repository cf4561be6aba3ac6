"use client";

import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import { ProblemAlert } from "@/shared/ui/problem-alert";
import { useDevices } from "./devices-query";

/** Comes with what names browsers, which is large. */
const DeviceList = lazy(async () => ({ default: (await import("./device-list")).DeviceList }));
const skeleton = <Skeleton height={160} aria-hidden />;

export function Devices() {
  const { data: devices, error, refetch } = useDevices();
  if (devices !== undefined) {
    return (
      <Suspense fallback={skeleton}>
        <DeviceList devices={devices} />
      </Suspense>
    );
  }
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  return skeleton;
}
