/** What may be played, by the backend's rules. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import * as z from "zod/mini";
import type { Rules } from "@/shared/api/types";

export function numberSchema({ range }: Rules) {
  const message = `Enter a whole number from ${String(range.min)} to ${String(range.max)}.`;
  // The field holds text until it holds a number.
  const entered = z.pipe(z.union([z.number(), z.string()], message), z.transform(Number));
  const inRange = z
    .int(message)
    .check(z.minimum(range.min, message), z.maximum(range.max, message));
  return z.object({ number: z.pipe(entered, inRange) });
}

export const numberResolver = (rules: Rules) => standardSchemaResolver(numberSchema(rules));
