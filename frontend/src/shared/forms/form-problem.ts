/** Puts the backend's refusal at the fields that it names. */
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { refusalOf } from "@numberplay/client/api/problem";

/**
 * Returns what belongs to no field of the form, for the form to show as a whole. Several refusals of one field
 * become one message, and the first refused field gets the focus.
 */
export function placeProblem<Values extends FieldValues>(
  problem: unknown,
  fields: readonly Path<Values>[],
  setError: UseFormSetError<Values>,
): unknown {
  const refused = fields.filter((field) => refusalOf(problem, field) !== null);
  for (const [index, field] of refused.entries()) {
    const message = refusalOf(problem, field) ?? "";
    setError(field, { type: "server", message }, { shouldFocus: index === 0 });
  }
  return refused.length > 0 ? null : problem;
}
