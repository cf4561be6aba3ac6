import { type ComponentType, lazy } from "react";
import { loadPart } from "./load-part";

interface Part<Props> {
  default: ComponentType<Props>;
}

/** A part that loads later, and whose failure to load leaves a page without it rather than no page at all. */
export function optionalLazy<Props>(load: () => Promise<Part<Props>>) {
  return lazy(() => loadPart(load).catch((): Part<Props> => ({ default: () => null })));
}
