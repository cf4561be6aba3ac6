"use client";

import { useEffect, useRef } from "react";

/** Focuses the first field of content that has just replaced something else. */
export function useFocusOnMount<Place extends HTMLElement>() {
  const place = useRef<Place>(null);
  useEffect(() => place.current?.querySelector("input")?.focus(), []);
  return place;
}
