"use client";

import { useEffect } from "react";
import type { PlayResult } from "@numberplay/client/api/types";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { loadPart } from "@/shared/lib/load-part";

/** Without it the result is silent. */
const loadSound = () =>
  loadPart(() => import("./sound")).then(
    ({ sound }) => sound,
    () => null,
  );

/** A short sound with a new result, if sounds are on. */
export function useResultSound(result: PlayResult["result"]) {
  const { preferences } = usePreferences();
  const isOn = preferences.sound === "on";
  useEffect(() => {
    if (isOn) void loadSound().then((play) => play?.(result));
    // Plays when the result arrives. Turning sounds on later doesn't play it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [result]);
}
