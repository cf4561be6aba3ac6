"use client";

import { useEffect } from "react";
import type { PlayResult } from "@numberplay/client/api/types";
import { usePreferences } from "@/entities/preferences/preferences-context";
import { loadPart } from "@/shared/lib/loading/load-part";

/** If it can't be loaded, results are silent. */
const loadSound = () =>
  loadPart(() => import("./sound")).then(
    ({ sound }) => sound,
    () => null,
  );

/** Plays a short sound with each new result, if sounds are on. */
export function useResultSound(result: PlayResult["result"]) {
  const { preferences } = usePreferences();
  const isOn = preferences.sound === "on";
  useEffect(() => {
    if (isOn) void loadSound().then((play) => play?.(result));
    // The sound plays when the result arrives. Turning sounds on later doesn't play it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [result]);
}
