/**
 * Validation that loads after the page: it isn't needed before the first submit, and it is a good part of the
 * JavaScript of a form.
 */
import type { FieldValues, Resolver } from "react-hook-form";
import { loadPart } from "@/shared/lib/load-part";

type AnyResolver<In extends FieldValues, Out> = Resolver<In, unknown, Out>;

export interface DeferredResolver<In extends FieldValues, Out> {
  resolve: AnyResolver<In, Out>;
  /** Starts loading; a failure is retried by the first submit. */
  preload: () => void;
}

export function deferredResolver<In extends FieldValues, Out>(
  load: () => Promise<AnyResolver<In, Out>>,
): DeferredResolver<In, Out> {
  let loading: Promise<AnyResolver<In, Out>> | null = null;

  function get() {
    loading ??= loadPart(load).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  }
  return {
    resolve: async (...form) => (await get())(...form),
    preload: () => void get().catch(() => {}),
  };
}
