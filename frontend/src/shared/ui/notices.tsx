"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";

/** Loaded with the first notice: most visits see none. */
const load = () => import("./notifications");
const Container = lazy(async () => ({ default: (await load()).Notifications }));

const listeners = new Set<() => void>();
let isNeeded = false;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the player what belongs to no place on the page. */
export async function tell(title: string, message: string) {
  const { notifications } = await load();
  isNeeded = true;
  for (const listener of listeners) listener();
  notifications.show({ color: "red", title, message });
}

/** Where notices appear. */
export function Notices() {
  const shows = useSyncExternalStore(
    subscribe,
    () => isNeeded,
    () => false,
  );
  return <Suspense>{shows && <Container position="top-center" />}</Suspense>;
}
