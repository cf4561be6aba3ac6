import { type ComponentType, lazy } from "react";
import { loadPart } from "./load-part";

interface Part<Props> {
  default: ComponentType<Props>;
}

/** A part that loads later. If it can't be loaded, the page is shown without it. */
export function optionalLazy<Props>(load: () => Promise<Part<Props>>) {
  return lazy(() => loadPart(load).catch((): Part<Props> => ({ default: () => null })));
}
