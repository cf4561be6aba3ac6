"use client";

import { useEffect, useRef } from "react";

/** Puts the focus into the first field of what has just taken the place of something else. */
export function useFocusOnMount<Place extends HTMLElement>() {
  const place = useRef<Place>(null);
  useEffect(() => place.current?.querySelector("input")?.focus(), []);
  return place;
}
